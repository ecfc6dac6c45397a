// `npm run bench:translation`: what it costs to translate a session, beside the engine's own time. See
// docs/performance.md.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { findOrStartPostgres } from '../../scripts/postgres-service.mjs';
import type { Figures } from './cells/bench.js';
import { Child } from './processes/child.js';
import { cores, pin } from './processes/cores.js';
import { usageOf } from './processes/usage.js';
import { machine, rounded } from './report.js';
import type { TextsCommands } from './texts.process.js';
import { playLive } from './translation/live.js';
import { languages } from './translation/script.js';
import { Stage } from './translation/stage.js';

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean' }, json: { type: 'string' }, only: { type: 'string' } },
});
const seconds = options.quick ? 5 : 30;
const latenciesMs = options.quick ? [0] : [0, 200, 1000];
const chatPerSecond = 20;

const figures: Figures = {};
const complaints: string[] = [];
const percentile = (ascending: readonly number[], share: number): number =>
  ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? Number.NaN;
const ms = (value: number): string => `${value.toFixed(0)} ms`;

/** One session in twelve languages: how much later than the engine a final is there. */
async function live(stage: Stage, latencyMs: number): Promise<void> {
  const scene = { latencyMs, seconds, chatPerSecond, repeating: false };
  const { finals, missing, fallbacks, overheadsMs, atReadersMs, engine } = await playLive(stage, scene);
  if (missing > 0) complaints.push(`${missing} finals did not arrive with an engine of ${latencyMs} ms`);
  const [p50, p99] = [percentile(overheadsMs, 0.5), percentile(overheadsMs, 0.99)];
  const [readerP50, readerP99] = [percentile(atReadersMs, 0.5), percentile(atReadersMs, 0.99)];
  const [calls, texts] = [engine.finalCalls / finals, engine.finals / finals];
  Object.assign(figures, {
    [`overheadP50Ms.${latencyMs}ms`]: p50,
    [`overheadP99Ms.${latencyMs}ms`]: p99,
    [`readerOverheadP50Ms.${latencyMs}ms`]: readerP50,
    [`readerOverheadP99Ms.${latencyMs}ms`]: readerP99,
    [`engineCallsPerFinal.${latencyMs}ms`]: calls,
    [`engineTextsPerFinal.${latencyMs}ms`]: texts,
    [`fallbacks.${latencyMs}ms`]: fallbacks,
  });
  console.log(
    `Engine of ${latencyMs} ms: ${finals} finals x ${languages.length} languages, ${chatPerSecond} messages/s beside; beyond the ` +
      `engine p50 ${ms(p50)}, p99 ${ms(p99)}; at the reader p50 ${ms(readerP50)}, p99 ${ms(readerP99)}; ` +
      `${calls.toFixed(1)} calls and ${texts.toFixed(1)} texts a final; ${fallbacks} in the source`,
  );
  if (texts > languages.length) complaints.push('a final was given to engines more often than there are languages');
}

/** A chat that repeats itself: how much of it no engine is asked for. */
async function cache(stage: Stage): Promise<void> {
  const scene = { latencyMs: 0, seconds, chatPerSecond, repeating: true };
  const { chat, engine } = await playLive(stage, scene);
  const hitRate = 1 - (engine.texts - engine.finals) / chat;
  Object.assign(figures, { cacheHitRate: hitRate });
  console.log(`A chat that repeats itself: ${chat} translations, ${(hitRate * 100).toFixed(1)} % without an engine`);
}

/** As many texts as a worker takes, next to a queue that does nothing with as many jobs. */
async function saturation(stage: Stage): Promise<void> {
  await stage.engine.ask('begin', { latencyMs: 0 });
  const { session, readers } = await stage.openRoom();
  readers.leave();
  const producer = new Child<TextsCommands>('texts.process.ts', cores.load, stage.settings);
  const idle = new Child<TextsCommands>('texts.process.ts', cores.server, stage.settings);
  try {
    await producer.ask('translate', { sessionId: session.id, seconds: 3 });
    const before = usageOf(stage.worker.pid).cpuSeconds;
    const { done: texts, lost } = await producer.ask('translate', { sessionId: session.id, seconds });
    const cpuMs = ((usageOf(stage.worker.pid).cpuSeconds - before) * 1000) / texts;
    await idle.ask('bareWork');
    await producer.ask('bareAdd', { seconds: 3, atOnce: 1 });
    const bare = await producer.ask('bareAdd', { seconds, atOnce: 1 });
    const pipelined = await producer.ask('bareAdd', { seconds, atOnce: 10 });
    await idle.ask('bareRest');
    Object.assign(figures, {
      textsPerSecond: texts / seconds,
      bareJobsPerSecond: bare / seconds,
      pipelinedJobsPerSecond: pipelined / seconds,
      vsBareBullMq: texts / bare,
      textsLeftOut: lost,
      workerCpuMsPerText: cpuMs,
    });
    console.log(
      `Saturated: ${Math.round(texts / seconds)} texts/s (${cpuMs.toFixed(3)} ms of the worker's CPU each); bare BullMQ ` +
        `${Math.round(bare / seconds)} jobs/s (${Math.round(pipelined / seconds)} in tens); ${(texts / bare).toFixed(2)}x; ` +
        `${lost} texts left out`,
    );
  } finally {
    await Promise.all([producer.end(), idle.end()]);
  }
}

const cells: Record<string, (stage: Stage) => Promise<void>> = {
  async live(stage) {
    for (const latencyMs of latenciesMs) await live(stage, latencyMs);
  },
  cache,
  saturation,
};

console.log(machine(pin(process.pid, cores.load)));
const postgres = await findOrStartPostgres();
process.env.DATABASE_URL = postgres.url;
try {
  const stage = await Stage.open();
  try {
    for (const name of options.only?.split(',') ?? Object.keys(cells)) await cells[name]?.(stage);
  } finally {
    await stage.stop();
  }
} finally {
  await postgres.stop();
}
if (options.json !== undefined)
  writeFileSync(options.json, `${JSON.stringify({ figures: rounded(figures) }, null, 2)}\n`);
for (const complaint of complaints) console.error(`WRONG: ${complaint}`);
process.exit(complaints.length === 0 ? 0 : 1);
