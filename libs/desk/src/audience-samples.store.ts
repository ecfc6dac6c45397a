import { Injectable } from '@nestjs/common';
import type { Audience } from '#libs/contracts';
import { Database } from '#libs/database';

/** All SQL of how many read along. Minutes are those of the database's clock. */
@Injectable()
export class AudienceSamplesStore {
  constructor(private readonly database: Database) {}

  /** Live sessions without a figure for this minute. */
  async due(): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ id: string }>(
      `SELECT id FROM session WHERE state = 'live' AND NOT EXISTS (SELECT FROM audience_sample
         WHERE session_id = session.id AND minute = date_trunc('minute', clock_timestamp()))`,
    );
    return rows.map(({ id }) => id);
  }

  /** The first figure of a minute stays: another worker may have been faster. */
  async keep(sessionId: string, { viewers, byLanguage }: Audience): Promise<void> {
    await this.database.pool.query(
      `INSERT INTO audience_sample (session_id, minute, viewers, by_language)
       VALUES ($1, date_trunc('minute', clock_timestamp()), $2, $3) ON CONFLICT DO NOTHING`,
      [sessionId, viewers, byLanguage],
    );
  }
}
