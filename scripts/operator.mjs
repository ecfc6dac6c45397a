// Makes somebody an operator of the house, or a person again (see `usage`). No route does: whoever may run this may as
// well write into the database. Without DATABASE_URL it is the embedded PostgreSQL of this checkout, running or not.
import path from 'node:path';
import pg from 'pg';
import { uuidv7 } from 'uuidv7';
import { startPostgres } from './embedded-postgres.mjs';
import { ExpectedError, explain } from './explain-error.mjs';
import { inProject } from './project.mjs';

const usage = `Usage: npm run operator -- <command> <e-mail address>
  add     the account sees /operate from its next sign-in
  remove  it is a person again; what it is signed in with ends within ACCESS_TOKEN_SECONDS`;

const commands = {
  add: { kind: 'operator', before: 'person', action: 'operator.made' },
  remove: { kind: 'person', before: 'operator', action: 'operator.unmade' },
};

/** One statement, so that nobody becomes an operator without a line in the audit. */
const change = `
  WITH changed AS (UPDATE account SET kind = $2 WHERE email = $1 AND kind = $3 RETURNING id),
    ended AS (UPDATE refresh_token SET revoked_at = now() FROM changed
      WHERE refresh_token.account_id = changed.id AND revoked_at IS NULL),
    noted AS (INSERT INTO audit_entry (id, actor_kind, action, subject_id) SELECT $4, 'house', $5, id FROM changed)
  SELECT id FROM changed`;

async function run(url, { kind, before, action }, email) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  await client.connect();
  try {
    const { rows } = await client.query(change, [email.trim().toLowerCase(), kind, before, uuidv7(), action]);
    if (rows.length === 0) throw new ExpectedError(`There is no ${before} with this e-mail address.`);
    console.log(`The account ${rows[0].id} is ${kind === 'operator' ? 'an operator' : 'a person'} now.`);
  } finally {
    await client.end();
  }
}

async function embedded(work) {
  const dataDir = path.resolve(process.env.SILKCAST_DATA_DIR ?? inProject('.data'), 'postgres');
  const postgres = await startPostgres({ dataDir });
  try {
    await work(postgres.url);
  } finally {
    // one that runs belongs to a house that is open
    if (!postgres.reused) postgres.stop();
  }
}

const [name, email] = process.argv.slice(2);
if (!Object.hasOwn(commands, name ?? '') || !email) {
  console.error(usage);
  process.exit(2);
}
const work = (url) => run(url, commands[name], email);
try {
  await (process.env.DATABASE_URL ? work(process.env.DATABASE_URL) : embedded(work));
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
