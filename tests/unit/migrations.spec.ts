import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { deployMigrations, pendingMigrations, schemaDrift } from '../../scripts/migrations.mjs';

const serverUrl = process.env.DATABASE_URL ?? '';
const name = `silkcast_migrations_${randomBytes(6).toString('hex')}`;
const url = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;

const folders = readdirSync(path.resolve(import.meta.dirname, '../../prisma/migrations'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

async function execute(target: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: target });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

describe('migrations', () => {
  beforeAll(() => execute(serverUrl, `CREATE DATABASE ${name}`));
  afterAll(() => execute(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`));

  it('are all pending in a new database, and applied once', async () => {
    expect(await pendingMigrations(url)).toEqual(folders);
    expect(await deployMigrations(url)).toEqual(folders);
    expect(await deployMigrations(url)).toEqual([]);
  });

  it('are pending again where the text differs from what was applied', async () => {
    await execute(url, `UPDATE _prisma_migrations SET checksum = 'another' WHERE migration_name = '${folders[0]}'`);

    expect(await pendingMigrations(url)).toEqual([folders[0]]);
  });

  it('build what the schema says, in a shadow database that leaves the real one alone', async () => {
    await execute(url, 'CREATE TABLE keepsake (id int)');

    expect(await schemaDrift(url)).toBe('');
    await execute(url, 'SELECT * FROM keepsake');
  });
});
