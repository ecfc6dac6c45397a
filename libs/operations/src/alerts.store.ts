import { Injectable } from '@nestjs/common';
import { Database } from '#libs/database';

/** How many there are, and since when. */
export type Found = { count: number; since: Date | null };

/** So many of the last claims of each live session are looked at: the rest was when it was the last. */
const claims = 500;

/** The questions whose answer should be "none", cheap enough to be asked every few seconds. */
@Injectable()
export class AlertsStore {
  constructor(private readonly database: Database) {}

  /** Payments of which the provider does not say what became of them. */
  unknownPayments(): Promise<Found> {
    return this.#find(
      `SELECT count(*)::int AS count, min(unknown_since) AS since FROM payment WHERE state = 'unknown'`,
    );
  }

  openShortfalls(): Promise<Found> {
    return this.#find('SELECT count(*)::int AS count, min(at) AS since FROM shortfall WHERE settled_at IS NULL');
  }

  /** Events that wait for the session log longer than a relay in good health ever lets them. */
  stuckEvents(): Promise<Found> {
    return this.#find(
      `SELECT count(*)::int AS count, min(created_at) AS since FROM outbox_event
       WHERE delivered_at IS NULL AND created_at < now() - interval '10 seconds'`,
    );
  }

  /** Deliveries that were given up since yesterday. */
  failedWebhooks(): Promise<Found> {
    return this.#find(
      `SELECT count(*)::int AS count, min(created_at) AS since FROM webhook_delivery
       WHERE state = 'failed' AND created_at > now() - interval '1 day'`,
    );
  }

  /** Claims of live sessions that do not follow from the one before: somebody has changed the log. */
  brokenClaimLogs(): Promise<Found> {
    return this.#find(
      `SELECT count(*)::int AS count, min(later.created_at) AS since
       FROM session s CROSS JOIN LATERAL (
         SELECT claim_seq, prev_hash, created_at, lag(hash) OVER (ORDER BY claim_seq) AS before,
           lag(claim_seq) OVER (ORDER BY claim_seq) AS number_before
         FROM (SELECT * FROM claim WHERE session_id = s.id ORDER BY claim_seq DESC LIMIT ${claims}) latest) later
       WHERE s.state = 'live' AND later.before IS NOT NULL
         AND (later.prev_hash <> later.before OR later.claim_seq <> later.number_before + 1)`,
    );
  }

  async #find(sql: string): Promise<Found> {
    const { rows } = await this.database.pool.query<Found>(sql);
    return rows[0] ?? { count: 0, since: null };
  }
}
