// Runs the Prisma command line: `node scripts/prisma.mjs generate | validate | format`.
//
// Those three need no database engine, yet Prisma fetches a native one before it runs them. Naming an existing file
// as the engine (Prisma's documented override) avoids the download; the file itself is never run. Every other
// command would run it, so those belong to scripts/migrate.mjs, or to a Prisma with its real engine.
import { createRequire } from 'node:module';
import path from 'node:path';
import { run } from './processes.mjs';
import { isMain } from './project.mjs';

const commands = ['generate', 'validate', 'format'];

/** Resolves to Prisma's exit code. */
export function prisma(args, options = {}) {
  const cli = path.join(path.dirname(createRequire(import.meta.url).resolve('prisma/package.json')), 'build/index.js');
  const env = { PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' };
  env.PRISMA_SCHEMA_ENGINE_BINARY = process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? process.execPath;
  return run(process.execPath, [cli, ...args], { ...options, env });
}

if (isMain(import.meta)) {
  const args = process.argv.slice(2);
  if (!commands.includes(args[0])) {
    console.error(`Usage: node scripts/prisma.mjs ${commands.join(' | ')}. For migrations: node scripts/migrate.mjs.`);
    process.exit(1);
  }
  process.exit(await prisma(args));
}
