import { Injectable } from '@nestjs/common';
import { Database } from '#libs/database';

/** How a language of a session is served, as it was last told to the room. */
export type ServedLanguage = { lang: string; state: 'live' | 'degraded' | 'source-only' | 'off' };

/** All SQL on how the languages of a session are served. */
@Injectable()
export class ServedLanguagesStore {
  constructor(private readonly database: Database) {}

  /** Those that somebody was seen to read within so many seconds. */
  async watched(sessionId: string, withinSeconds: number): Promise<ServedLanguage[]> {
    const { rows } = await this.database.pool.query<ServedLanguage>(
      `SELECT lang, state FROM session_language
       WHERE session_id = $1 AND watched_at > now() - make_interval(secs => $2)
       ORDER BY watched_at DESC, lang`,
      [sessionId, withinSeconds],
    );
    return rows;
  }
}
