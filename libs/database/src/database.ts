import { Socket } from 'node:net';
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import type { Settings } from '#libs/contracts';
import { Health, SETTINGS, writeTogether } from '#libs/platform';
import { PrismaClient } from './generated/client.js';

/** What a query runs on: the pool, or one connection inside a transaction. */
export type Queryable = Pick<pg.PoolClient, 'query'>;

/**
 * One pool of connections, used two ways: Prisma for ordinary reading and writing, plain SQL for statements that are
 * hot or set-based (stock, holds, the log).
 */
@Injectable()
export class Database implements OnModuleInit, OnApplicationShutdown {
  readonly pool: pg.Pool;
  readonly prisma: PrismaClient;

  constructor(
    @Inject(SETTINGS) settings: Settings,
    private readonly health: Health,
  ) {
    this.pool = new pg.Pool({
      connectionString: settings.DATABASE_URL,
      max: settings.DATABASE_POOL,
      // statements that do not wait for each other's answers share a round trip
      pipeline: true,
      stream: () => aSocket(),
      connectionTimeoutMillis: 5000,
      // a statement that waits longer holds its locks from everyone else
      statement_timeout: 15_000,
    });
    // a connection that breaks is replaced by the pool, and a query on it fails; without listeners, for those that are
    // idle and for those in use, it would end the process
    this.pool.on('error', () => {});
    this.pool.on('connect', (client) => client.on('error', () => {}));
    this.prisma = new PrismaClient({ adapter: new PrismaPg(this.pool) });
  }

  async onModuleInit(): Promise<void> {
    this.health.register('postgresql', () => this.pool.query('SELECT 1'));
    await this.pool.query('SELECT 1');
  }

  async onApplicationShutdown(): Promise<void> {
    await this.prisma.$disconnect();
    await this.pool.end();
  }

  /**
   * Runs `work` in one transaction: all of it or, when it throws, nothing. Statements that it does not await run in the
   * order in which they were given; it has to await them all before it ends. `last` gives its statements before it
   * returns: they share the round trip of the commit, and nothing is committed when one of them fails.
   */
  async transaction<T>(
    work: (client: pg.PoolClient) => Promise<T>,
    last: (client: pg.PoolClient, result: T) => Promise<unknown> = () => Promise.resolve(),
  ): Promise<T> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      const [, result] = await Promise.all([client.query('BEGIN'), work(client)]);
      // PostgreSQL answers COMMIT with a rollback once a statement of the transaction has failed
      await Promise.all([last(client, result), client.query('COMMIT')]);
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((rollbackError: Error) => {
        broken = rollbackError;
      });
      throw error;
    } finally {
      // a connection that can not even roll back is thrown away
      client.release(broken);
    }
  }
}

/** Statements that share a round trip leave in one write: each costs the kernel, and wakes PostgreSQL, as much as all. */
function aSocket(): Socket {
  const socket = new Socket();
  writeTogether(socket);
  return socket;
}
