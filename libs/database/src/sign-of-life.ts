import { randomInt } from 'node:crypto';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import type { Settings } from '#libs/contracts';
import { SETTINGS } from '#libs/platform';

const connectMs = 2000;
/** Above what other users of advisory locks take; PostgreSQL's keys have 64 bits, a safe integer 53. */
const [lowest, highest] = [2 ** 40, 2 ** 40 + 2 ** 47];

/**
 * An advisory lock on a connection of its own, held as long as this process lives: whoever reads its key in a row can ask
 * PostgreSQL whether the process that wrote the row is still there (`isAlive`). The connection of a killed process ends
 * at once; that of a machine that was cut off only when TCP notices.
 */
@Injectable()
export class SignOfLife implements OnApplicationShutdown {
  /** SQL that is true while the process lives whose key the given expression holds. */
  static isAlive(key: string): string {
    return `EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND (classid::bigint << 32) | objid::bigint = ${key})`;
  }

  #held: Promise<{ client: pg.Client; key: number }> | undefined;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  /** Null when it can not be given just now. */
  async key(): Promise<number | null> {
    this.#held ??= this.#hold();
    try {
      return (await this.#held).key;
    } catch {
      this.#held = undefined;
      return null;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    const held = await this.#held?.catch(() => undefined);
    await held?.client.end().catch(() => {});
  }

  async #hold() {
    const client = new pg.Client({
      connectionString: this.settings.DATABASE_URL,
      connectionTimeoutMillis: connectMs,
      keepAlive: true,
    });
    // the next request takes another key: rows with this one are those of a process that may be dead
    client.on('error', () => (this.#held = undefined));
    await client.connect();
    const key = randomInt(lowest, highest);
    await client.query('SELECT pg_advisory_lock($1)', [key]);
    return { client, key };
  }
}
