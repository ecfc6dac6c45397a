// Whether a translation provider keeps the promises of its port, before anybody's words depend on it:
//
//   $ DEEPL_API_KEY=… npm run provider:check -- deepl --from en --to sw
//   $ npm run provider:check -- ./my-provider.mjs
//
// A provider is one that the settings set up, or a module of your own (docs/translation-providers.md). The checks are
// those of the house's own tests; about 60 short texts and two long ones are translated. Exit code 1: a promise was
// broken; 2: there is nothing to check.
import { parseArgs } from 'node:util';
import { LanguageTag } from '#libs/contracts';
import { loadSettings } from '#libs/platform';
import { enginesOf } from '../libs/translation/src/chain/engine-catalogue.js';
import { openOwnModule } from '../libs/translation/src/providers/own-module.js';
import type { TranslationProvider } from '../libs/translation/src/translation-provider.js';
import { type Check, providerChecks } from '../libs/translation/testing/conformance-checks.js';
import type { ProviderUnderTest } from '../libs/translation/testing/provider-under-test.js';

const usage = `Usage: npm run provider:check -- NAME|MODULE [--from en] [--to es] [--unsupported qaa:qab]
         [--text TEXT --text TEXT --text TEXT]
  --text   three texts that the provider knows, for one that does not translate everything`;

// With numbers: an engine may choose other words the second time, but not other numbers.
const TEXTS = ['This box holds 71 cups of tea.', 'We have 82 bags of coffee.', 'It costs 93 dollars today.'];
// Nothing of these is used: the checks open neither a database nor a door.
const NOT_NEEDED = { DATABASE_URL: 'postgresql://127.0.0.1/none', TOKEN_SIGNING_KEY: 'x'.repeat(43) };

async function open(name: string): Promise<TranslationProvider> {
  if (/\.[cm]?[jt]s$/.test(name)) return openOwnModule({ path: name });
  const engines = enginesOf(loadSettings(NOT_NEEDED));
  const engine = engines.find((each) => each.name === name);
  if (engine !== undefined) return engine.open();
  const known = engines.map((each) => each.name).join(', ') || 'none';
  throw new Error(`The provider ${name} is not set up; set up are: ${known} (see docs/translation-providers.md).`);
}

async function underTest(): Promise<ProviderUnderTest> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      from: { type: 'string', default: 'en' },
      to: { type: 'string', default: 'es' },
      unsupported: { type: 'string', default: 'qaa:qab' },
      text: { type: 'string', multiple: true, default: TEXTS },
    },
  });
  const [name, ...more] = positionals;
  const [one, two, three, ...others] = values.text;
  const pair = values.unsupported.split(':').map((tag) => LanguageTag.parse(tag));
  if (name === undefined || more.length > 0 || one === undefined || two === undefined || three === undefined) {
    throw new Error(usage);
  }
  if (others.length > 0 || pair.length !== 2) throw new Error(usage);
  const [from = '', to = ''] = pair;
  return {
    provider: await open(name),
    from: LanguageTag.parse(values.from),
    to: LanguageTag.parse(values.to),
    texts: [one, two, three],
    unsupported: { from, to },
  };
}

async function run(check: Check<ProviderUnderTest>, test: ProviderUnderTest): Promise<boolean> {
  const started = performance.now();
  const failure = await check.run(test).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const ms = `${Math.round(performance.now() - started)} ms`;
  console.log(`${failure === undefined ? 'ok    ' : 'BROKEN'} ${ms.padStart(8)}  ${check.promise}`);
  if (failure !== undefined) console.log(`                   ${failure.split('\n', 1)[0]}`);
  return failure === undefined;
}

try {
  const test = await underTest();
  const { name, machine, maxBatch, region = 'on premises', nativeGlossary = false } = test.provider.capability;
  console.log(`${name}: ${test.from} to ${test.to}, at most ${maxBatch} texts a call, ${region}`);
  console.log(
    `${' '.repeat(name.length)}  ${machine ? 'a machine' : 'no machine'}, ${nativeGlossary ? 'uses' : 'no'} glossaries\n`,
  );
  let kept = 0;
  for (const check of providerChecks) kept += Number(await run(check, test));
  console.log(`\n${kept} of ${providerChecks.length} promises kept`);
  process.exit(kept === providerChecks.length ? 0 : 1);
} catch (error) {
  console.error((error as Error).message);
  process.exit(2);
}
