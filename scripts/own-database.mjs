// The PostgreSQL that belongs to one standalone process: started with it, and stopped after it.
import pg from 'pg';
import { startPostgres } from './embedded-postgres.mjs';
import { ExpectedError } from './explain-error.mjs';
import { sleep } from './ports.mjs';

// Any number that nothing else in this database locks.
const OWNER_LOCK = 7_455_327;

/** Starts it (or takes over one whose owner was killed) and resolves to its address. It stops when we exit. */
export async function ownDatabase(dataDir) {
  const postgres = await startPostgres({ dataDir });
  const lock = new pg.Client({ connectionString: postgres.url });
  await lock.connect();
  if (!(await takeOwnership(lock)))
    throw new ExpectedError(`Silkcast is running on ${dataDir} already; stop it, or set SILKCAST_DATA_DIR.`);

  process.on('exit', postgres.stop);
  lock.on('error', () => {
    process.off('exit', postgres.stop);
    console.error('The embedded PostgreSQL ended unexpectedly; its data is safe, start again.');
    process.exit(1);
  });
  lock.unref();
  return postgres.url;
}

// A lock that lasts as long as its connection says who owns the server: unlike a file with a process id, it cannot
// outlive a `kill -9`. The server may need a moment to notice that the last owner is gone.
async function takeOwnership(client) {
  for (let i = 0; i < 20; i++) {
    const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS mine', [OWNER_LOCK]);
    if (rows[0].mine) return true;
    await sleep(100);
  }
  return false;
}
