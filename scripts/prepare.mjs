// Brings a checkout to a state that can run, doing only what is out of date. `npm run build` is this file.
import { existsSync, readFileSync } from 'node:fs';
import { fingerprint, isFresh, markFresh, pruneOutputs } from './freshness.mjs';
import { run } from './processes.mjs';
import { inProject, isMain } from './project.mjs';

const nodeProgram = (file, ...args) =>
  run(process.execPath, [inProject('node_modules', file), ...args], { quiet: true });

// In the order in which they depend on each other. `out` is where the result lies, `from` what it is made of.
const steps = [
  {
    name: 'install dependencies',
    isFresh: dependenciesInstalled,
    run: () => npm('ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'),
  },
  {
    name: 'generate the Prisma client',
    from: ['prisma/schema.prisma', 'prisma.config.ts', 'package-lock.json'],
    out: 'libs/database/src/generated',
    run: async () => (await import('./prisma.mjs')).prisma(['generate'], { quiet: true }),
  },
  {
    name: 'compile',
    from: ['apps', 'libs', '.swcrc', 'package-lock.json', '!apps/web'],
    out: 'dist',
    run: async () => {
      const ignored = ['--ignore', 'apps/web/**', '--ignore', '**/*.spec.ts'];
      const code = await nodeProgram(
        '@swc/cli/bin/swc.js',
        'apps',
        'libs',
        '-d',
        'dist',
        '--quiet',
        '--copy-files',
        ...ignored,
      );
      pruneOutputs(['apps', 'libs']);
      return code;
    },
  },
  {
    name: 'build the pages',
    from: ['apps/web', 'libs/client', 'libs/contracts', 'libs/pages', 'package-lock.json'],
    out: 'dist/web',
    isNeeded: () => existsSync(inProject('apps/web/vite.config.ts')),
    run: () => nodeProgram('vite/bin/vite.js', 'build', 'apps/web'),
  },
];

/**
 * Runs each step that is out of date, one line each; throws the name of a step that fails.
 * Without `build` it stops where unit tests can run, which compile for themselves.
 */
export async function prepare({ build = true } = {}) {
  for (const step of build ? steps : steps.slice(0, 2)) {
    const print = step.from && fingerprint(step.from);
    if (step.isNeeded?.() === false || (step.isFresh ? step.isFresh() : isFresh(step.out, print))) continue;
    const started = performance.now();
    process.stderr.write(`  ${step.name} … `);
    const code = await step.run();
    if (code !== 0) throw new Error(`Could not ${step.name}.`);
    if (step.out) markFresh(step.out, print);
    process.stderr.write(`${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  }
}

// npm notes what it has installed in a lock of its own: when it holds every package of ours (those for other
// platforms aside) in our version, there is nothing to install.
function dependenciesInstalled() {
  try {
    const installed = JSON.parse(readFileSync(inProject('node_modules/.package-lock.json'), 'utf8')).packages;
    const wanted = JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8')).packages;
    return Object.entries(wanted).every(
      ([at, { version, optional }]) => at === '' || installed[at]?.version === version || (optional && !installed[at]),
    );
  } catch {
    return false;
  }
}

function npm(...args) {
  // npm tells its scripts where it lies itself: on some machines `npm` is not on PATH, or is another version
  const [program, ...first] = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  return run(program, [...first, ...args], { quiet: true, env: { NODE_ENV: '' } });
}

if (isMain(import.meta)) {
  try {
    await prepare();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
