// The checks of `npm test` that are no tests: each is a program that ends with 0 when all is well.
import { existsSync } from 'node:fs';
import { run } from './processes.mjs';
import { inProject } from './project.mjs';

const node = (...args) => run(process.execPath, args, { quiet: true });
const bin = (name, ...args) => run(inProject('node_modules/.bin', name), args, { quiet: true });

/** @param databaseUrl of a server where a shadow database may be made */
export function checks({ databaseUrl }) {
  const all = [
    { name: 'lint', run: () => bin('oxlint', '--type-aware', '--deny-warnings') },
    { name: 'types', run: () => bin('tsc', '--noEmit', '--incremental', 'false') },
    { name: 'types of the pages', of: 'apps/web/tsconfig.json', run: () => bin('tsc', '--noEmit', '-p', 'apps/web') },
    { name: 'dependency rules', run: () => bin('depcruise', '--config', '.dependency-cruiser.mjs', 'apps', 'libs') },
    { name: 'lock file', run: () => node('scripts/complete-lock.mjs', '--check') },
    {
      name: 'migrations match the schema',
      run: () =>
        run(process.execPath, ['scripts/migrate.mjs', 'check'], { quiet: true, env: { DATABASE_URL: databaseUrl } }),
    },
    { name: 'generated files', of: 'scripts/generated.mjs', run: () => node('scripts/generated.mjs', '--check') },
    { name: 'unused code', run: () => bin('knip') },
  ];
  return all.filter((check) => !check.of || existsSync(inProject(check.of)));
}
