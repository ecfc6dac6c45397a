import { Injectable } from '@nestjs/common';
import { Database, notWaitingForTheDisk, SignOfLife } from '#libs/database';

/** A request by who sent it to which route, and the key they gave it. */
export type RequestName = { scope: string; key: string };
/** `since` tells this attempt from another that took the request over. */
export type Attempt = RequestName & { since: Date };
export type FirstAnswer = { requestHash: string; status: number | null; body: unknown };

/**
 * How long an attempt may go on before another one takes its place, where nobody can tell whether the process that made
 * it still lives.
 */
const abandonedAfter = "interval '60 seconds'";
/** How long a first answer is given again. */
const keptFor = "interval '24 hours'";

/**
 * All SQL of idempotent requests. None of it waits for the disk: what a request did is durable only after its beginning
 * is, and a server that dies in the half second after an answer leaves a request that never ended, as a process that
 * dies before the answer does.
 */
@Injectable()
export class IdempotentRequestsStore {
  constructor(
    private readonly database: Database,
    private readonly life: SignOfLife,
  ) {}

  /** Begins the request, or takes it over from a process that died over it. Null when somebody has begun it. */
  async begin({ scope, key }: RequestName, requestHash: string): Promise<Attempt | null> {
    const { rows } = await this.database.pool.query<{ since: Date }>({
      name: 'begin-idempotent-request',
      text: `INSERT INTO idempotent_request AS known (scope, key, request_hash, holder)
          SELECT $1, $2, $3, $4::bigint FROM ${notWaitingForTheDisk}
        ON CONFLICT (scope, key) DO UPDATE
          SET request_hash = excluded.request_hash, status = NULL, body = NULL, created_at = now(),
            holder = excluded.holder
          WHERE known.created_at < now() - ${keptFor}
             OR (known.status IS NULL AND known.request_hash = excluded.request_hash
                 AND (known.created_at < now() - ${abandonedAfter}
                   OR known.holder IS NOT NULL AND NOT ${SignOfLife.isAlive('known.holder')}))
        RETURNING created_at AS since`,
      values: [scope, key, requestHash, await this.life.key()],
    });
    const [row] = rows;
    return row === undefined ? null : { scope, key, since: row.since };
  }

  /** `status` is null while the first request goes on. */
  async find({ scope, key }: RequestName): Promise<FirstAnswer | null> {
    const { rows } = await this.database.pool.query<FirstAnswer>({
      name: 'find-idempotent-request',
      text: 'SELECT request_hash AS "requestHash", status, body FROM idempotent_request WHERE scope = $1 AND key = $2',
      values: [scope, key],
    });
    return rows[0] ?? null;
  }

  async finish({ scope, key, since }: Attempt, status: number, body: unknown): Promise<void> {
    await this.database.pool.query({
      name: 'finish-idempotent-request',
      text: `UPDATE idempotent_request SET status = $4, body = $5::jsonb FROM ${notWaitingForTheDisk}
        WHERE scope = $1 AND key = $2 AND created_at = $3 AND status IS NULL`,
      values: [scope, key, since, status, body === undefined ? null : JSON.stringify(body)],
    });
  }

  /** The request had no answer worth keeping: the next attempt is the first again. */
  async forget({ scope, key, since }: Attempt): Promise<void> {
    await this.database.pool.query(
      'DELETE FROM idempotent_request WHERE scope = $1 AND key = $2 AND created_at = $3 AND status IS NULL',
      [scope, key, since],
    );
  }

  async prune(): Promise<void> {
    await this.database.pool.query(`DELETE FROM idempotent_request WHERE created_at < now() - ${keptFor}`);
  }
}
