// A real PostgreSQL and a real Redis for tests and for development. Started directly, it runs both on private ports
// until it is stopped, and prints their addresses as settings:
//
//   $ node scripts/services.mjs
//   DATABASE_URL=postgresql://…
//   REDIS_URL=redis://…
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { deployMigrations } from './migrations.mjs';
import { findOrStartPostgres } from './postgres-service.mjs';
import { isMain } from './project.mjs';
import { findOrStartRedis } from './redis-service.mjs';

/**
 * Starts what is not running and makes a migrated, throw-away database of its own name.
 * Resolves to `{ databaseUrl, redisUrl, how, stop }`; `stop` drops the database and ends what was started.
 */
export async function startServices() {
  const started = [];
  const stop = async () => {
    for (const service of started.reverse()) await service.stop();
  };
  try {
    const postgres = await findOrStartPostgres();
    started.push(postgres);
    const redis = await findOrStartRedis();
    started.push(redis);
    const database = await throwAwayDatabase(postgres.url);
    started.push(database);
    await deployMigrations(database.url);
    const how = `PostgreSQL ${postgres.how}, Redis ${redis.how}`;
    return { databaseUrl: database.url, redisUrl: redis.url, how, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function throwAwayDatabase(serverUrl) {
  const name = `silkcast_test_${randomBytes(6).toString('hex')}`;
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await execute(serverUrl, `CREATE DATABASE ${name}`);
  return { url: url.href, stop: () => execute(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function execute(url, sql) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

if (isMain(import.meta)) {
  const stopAsked = new Promise((resolve) => ['SIGINT', 'SIGTERM'].forEach((name) => process.on(name, resolve)));
  const services = await startServices();
  console.error(services.how);
  console.log(`DATABASE_URL=${services.databaseUrl}\nREDIS_URL=${services.redisUrl}`);
  const keepAlive = setInterval(() => undefined, 60_000);
  await stopAsked;
  clearInterval(keepAlive);
  await services.stop();
}
