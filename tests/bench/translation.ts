// `npm run bench:translation`: what it costs to translate a session, beside the engine's own time. See
// docs/performance.md.
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { findOrStartPostgres } from '../../scripts/postgres-service.mjs';
import type { Cell } from './cells/bench.js';
import type { EngineCommands } from './engine.process.js';
import { Child } from './processes/child.js';
import { cores, pin } from './processes/cores.js';
import { machine } from './report.js';
import { runBench } from './run-bench.js';
import { cache, live, type Measure, saturation, type TranslationScene } from './translation/scenes.js';
import { Stage } from './translation/stage.js';

const scenes: Readonly<Record<string, TranslationScene>> = { live, cache, saturation };
const usage = `Usage: npm run bench:translation -- [options]
  --only NAMES   ${Object.keys(scenes).join(', ')}, separated by commas; without it all of them
  --quick        each for a few seconds: whether everything works
  --json FILE    writes { "figures": { name: number } }`;

type Options = { chosen: readonly TranslationScene[]; measure: Measure; json: string | undefined };

/** @throws Error when they are wrong */
function parseOptions(): Options {
  const options = { only: { type: 'string' }, quick: { type: 'boolean' }, json: { type: 'string' } } as const;
  const { values } = parseArgs({ options });
  const chosen = (values.only?.split(',') ?? Object.keys(scenes)).map((name) => {
    const scene = scenes[name];
    if (scene === undefined) throw new Error(`There is no scene "${name}".`);
    return scene;
  });
  const measure = values.quick ? { seconds: 5, latenciesMs: [0] } : { seconds: 30, latenciesMs: [0, 200, 1000] };
  return { chosen, measure, json: values.json };
}

/** All scenes on one stage. */
const onStage =
  ({ chosen, measure }: Options, engine: Child<EngineCommands>): Cell =>
  async (bench) => {
    const stage = await Stage.open(bench.house, engine);
    for (const scene of chosen) await scene(stage, bench, measure);
  };

async function run(options: Options): Promise<boolean> {
  console.log(machine(pin(process.pid, cores.load)));
  const engine = new Child<EngineCommands>('engine.process.ts', cores.load);
  try {
    const settings = {
      // nothing is limited: all of it comes from here
      CHAT_PER_ACCOUNT: '100000',
      CHAT_PER_ADDRESS: '1000000',
      // as in the image
      NODE_OPTIONS: '--max-semi-space-size=64',
      TRANSLATION_WEBHOOK_URL: await engine.ask('open'),
      TRANSLATION_WEBHOOK_SECRET: `whsec_${randomBytes(32).toString('base64')}`,
    };
    return await runBench({
      cells: [onStage(options, engine)],
      json: options.json,
      postgres: findOrStartPostgres,
      settings,
    });
  } finally {
    await engine.end();
  }
}

let options: Options;
try {
  options = parseOptions();
} catch (error) {
  console.error(`${(error as Error).message}\n${usage}`);
  process.exit(2);
}
process.exit((await run(options)) ? 0 : 1);
