import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { deployMigrations } from '../../scripts/migrations.mjs';

/** A migrated database of one test's own, on the server that DATABASE_URL names. */
export class OwnDatabase {
  private constructor(
    private readonly server: string,
    private readonly name: string,
  ) {}

  static async create(): Promise<OwnDatabase> {
    const server = process.env.DATABASE_URL;
    if (server === undefined)
      throw new Error('DATABASE_URL must name a PostgreSQL server: run the tests by `npm test`.');
    const database = new OwnDatabase(server, `silkcast_e2e_${randomBytes(6).toString('hex')}`);
    await execute(server, `CREATE DATABASE ${database.name}`);
    await deployMigrations(database.url);
    return database;
  }

  get url(): string {
    return Object.assign(new URL(this.server), { pathname: `/${this.name}` }).href;
  }

  /** One statement, beside whatever the house does. Counts and sums must be cast (`::int`): drivers give text for them. */
  query<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return execute<Row>(this.url, sql, values);
  }

  /** The only row of an answer. */
  async row<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row> {
    const [row, ...more] = await this.query<Row>(sql, values);
    if (row === undefined || more.length > 0) throw new Error('The statement did not answer with exactly one row.');
    return row;
  }

  async drop(): Promise<void> {
    await execute(this.server, `DROP DATABASE IF EXISTS ${this.name} WITH (FORCE)`);
  }
}

async function execute<Row extends object>(url: string, sql: string, values: readonly unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}
