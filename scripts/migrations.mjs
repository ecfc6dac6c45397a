// What the migrate command and the start do with the folders under prisma/migrations.
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { ExpectedError } from './explain-error.mjs';
import { inProject } from './project.mjs';

const migrationsDir = inProject('prisma/migrations');
const schemaPath = inProject('prisma/schema.prisma');
const noFilters = { externalTables: [], externalEnums: [] };

/** Migrations in their order, each `{ name, sql, checksum }`; the checksum is the one Prisma records. */
async function readMigrations() {
  const entries = await readdir(migrationsDir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(path.join(migrationsDir, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/** What the database has recorded: name → checksum of each finished migration. Empty when it is new. */
async function appliedMigrations(url) {
  // `pg` would take anything else for the name of a database on some default host
  if (!/^postgres(ql)?:\/\//.test(url)) throw new ExpectedError('DATABASE_URL must begin with postgresql://.');
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  await client.connect();
  try {
    const { rows } = await client.query(
      'SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    );
    return new Map(rows.map((row) => [row.migration_name, row.checksum]));
  } catch (error) {
    if (error.code === '42P01') return new Map(); // undefined_table
    throw error;
  } finally {
    await client.end();
  }
}

/** Folders whose migration the database lacks, or has with another text. */
export async function pendingMigrations(url) {
  const [migrations, applied] = await Promise.all([readMigrations(), appliedMigrations(url)]);
  return migrations.filter(({ name, checksum }) => applied.get(name) !== checksum).map(({ name }) => name);
}

/** Applies what is pending and resolves to the names applied. The engine (0.3 s, 60 MB) loads only when needed. */
export async function deployMigrations(url) {
  if ((await pendingMigrations(url)).length === 0) return [];
  const input = { migrationsList: await migrationsList(), filters: noFilters };
  return withEngine(url, async (engine) => (await engine.applyMigrations(input)).appliedMigrationNames);
}

/** Difference between what the migrations build and what the schema says, in words, or as SQL; '' when none. */
export async function schemaDrift(url, { sql = false } = {}) {
  const input = {
    from: { tag: 'migrations', ...(await migrationsList()) },
    to: { tag: 'schemaDatamodel', files: await schemaFiles() },
    script: sql,
    exitCode: true,
    filters: noFilters,
  };
  const { exitCode, stdout } = await withEngine(url, (engine) => engine.diff(input));
  return exitCode === 0 ? '' : stdout;
}

/** Writes the folder `<UTC time>_<name>` that closes the drift; resolves to its name, or undefined when none. */
export async function writeMigration(url, name) {
  const sql = await schemaDrift(url, { sql: true });
  if (!sql) return undefined;
  const folder = `${new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)}_${name}`;
  await mkdir(path.join(migrationsDir, folder), { recursive: true });
  await writeFile(path.join(migrationsDir, folder, 'migration.sql'), sql);
  return folder;
}

const schemaFiles = async () => [{ path: schemaPath, content: await readFile(schemaPath, 'utf8') }];

async function withEngine(url, work) {
  const { withSchemaEngine } = await import('./schema-engine.mjs');
  return withSchemaEngine(url, await schemaFiles(), work);
}

async function migrationsList() {
  const migrations = await readMigrations();
  return {
    baseDir: migrationsDir,
    lockfile: {
      path: 'migration_lock.toml',
      content: await readFile(path.join(migrationsDir, 'migration_lock.toml'), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  };
}
