import { Injectable } from '@nestjs/common';
import type { PulseMinute } from '#libs/contracts';
import { Database } from '#libs/database';

type Row = Omit<PulseMinute, 'at'> & { at: Date };

/** All SQL of how a session went, minute by minute. */
@Injectable()
export class PulseStore {
  constructor(private readonly database: Database) {}

  /** Oldest first, none left out, by the clock of the database. */
  async minutes(sessionId: string, count: number): Promise<PulseMinute[]> {
    const { rows } = await this.database.pool.query<Row>(
      `WITH span AS (SELECT date_trunc('minute', clock_timestamp()) - make_interval(mins => $2 - 1) AS start),
         claims AS (SELECT date_trunc('minute', created_at) AS at, count(*)::int AS n FROM claim, span
           WHERE session_id = $1 AND created_at >= start AND outcome IN ('HELD', 'PARTIAL', 'WAITLISTED') GROUP BY 1),
         paid AS (SELECT date_trunc('minute', o.confirmed_at) AS at, count(DISTINCT o.id)::int AS n
           FROM span, offer f JOIN hold h ON h.offer_id = f.id JOIN sale_order o ON o.id = h.order_id
           WHERE f.session_id = $1 AND o.confirmed_at >= start GROUP BY 1),
         lags AS (SELECT at, json_object_agg(lang, lag) AS by_lang FROM (
             SELECT date_trunc('minute', t.at) AS at, lang, avg(lag_ms)::int AS lag FROM caption_text t, span
             WHERE session_id = $1 AND t.at >= start AND machine AND state = 'final' GROUP BY 1, 2) AS each GROUP BY at)
       SELECT m.at, s.viewers, s.by_language AS "byLanguage", coalesce(c.n, 0) AS claims,
         coalesce(p.n, 0) AS orders, coalesce(l.by_lang, '{}') AS "lagMs"
       FROM span, generate_series(start, date_trunc('minute', clock_timestamp()), interval '1 minute') AS m (at)
         LEFT JOIN audience_sample s ON s.session_id = $1 AND s.minute = m.at
         LEFT JOIN claims c ON c.at = m.at LEFT JOIN paid p ON p.at = m.at LEFT JOIN lags l ON l.at = m.at
       ORDER BY m.at`,
      [sessionId, count],
    );
    return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
  }
}
