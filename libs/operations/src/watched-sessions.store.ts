import { Injectable } from '@nestjs/common';
import { Database } from '#libs/database';

export type SessionFigures = {
  id: string;
  hostId: string;
  video: 'off' | 'on' | 'lost';
  claims: number;
  orders: number;
};

/** What is counted of sessions for operators, over the tables of several features. */
@Injectable()
export class WatchedSessionsStore {
  constructor(private readonly database: Database) {}

  async figures(ids: readonly string[]): Promise<Map<string, SessionFigures>> {
    const { rows } = await this.database.pool.query<SessionFigures>(
      `SELECT s.id, s.host_id AS "hostId", coalesce(v.state, 'off') AS video, s.claim_seq::int AS claims,
         (SELECT count(*)::int FROM sale_order o WHERE o.session_id = s.id) AS orders
       FROM session s LEFT JOIN video_stream v ON v.session_id = s.id WHERE s.id = ANY($1::uuid[])`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }
}
