import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { TextToInterpret } from '#libs/contracts';
import { Database } from '#libs/database';

export type Seat = { sessionId: string; lang: string };
/** `deadlineAt` in Unix milliseconds. */
export type LaidText = Seat & { from: string; text: string; context: readonly string[]; deadlineAt: number };
/** `null`: left to the machines. */
export type Answer = { id: string; answer: string | null };

/** All SQL of interpreting. */
@Injectable()
export class InterpretingStore {
  constructor(private readonly database: Database) {}

  /** The caller is at work in this language from now on, for a while. */
  async sitDown({ sessionId, lang }: Seat, accountId: string): Promise<void> {
    await this.database.pool.query(
      `INSERT INTO interpreter_seat (session_id, lang, account_id) VALUES ($1, $2, $3)
       ON CONFLICT (session_id, lang, account_id) DO UPDATE SET seen_at = now()`,
      [sessionId, lang, accountId],
    );
  }

  async seats(activeSeconds: number): Promise<Seat[]> {
    const { rows } = await this.database.pool.query<Seat>({
      name: 'interpreting-seats',
      text: `SELECT DISTINCT session_id AS "sessionId", lang FROM interpreter_seat
             WHERE seen_at > now() - make_interval(secs => $1)`,
      values: [activeSeconds],
    });
    return rows;
  }

  /**
   * Lays a text on the desk, unless `most` wait there already. What nobody took away, because its process died, goes.
   *
   * @returns its id, or null when there is no room
   */
  async lay({ sessionId, lang, from, text, context, deadlineAt }: LaidText, most: number): Promise<string | null> {
    const { rows } = await this.database.pool.query<{ id: string }>(
      `WITH left_behind AS (DELETE FROM interpreting_text WHERE deadline_at < now() - interval '1 minute')
       INSERT INTO interpreting_text (id, session_id, lang, "from", text, context, deadline_at)
       SELECT $1, $2, $3, $4, $5, $6, $7
       WHERE (SELECT count(*) FROM interpreting_text WHERE session_id = $2 AND lang = $3 AND answered_at IS NULL) < $8
       RETURNING id`,
      [uuidv7(), sessionId, lang, from, text, context, new Date(deadlineAt), most],
    );
    return rows[0]?.id ?? null;
  }

  async waiting({ sessionId, lang }: Seat): Promise<TextToInterpret[]> {
    const { rows } = await this.database.pool.query<Omit<TextToInterpret, 'deadlineAt'> & { deadlineAt: Date }>(
      `SELECT id, "from", text, context, deadline_at AS "deadlineAt" FROM interpreting_text
       WHERE session_id = $1 AND lang = $2 AND answered_at IS NULL AND deadline_at > now()
       ORDER BY deadline_at, id`,
      [sessionId, lang],
    );
    return rows.map(({ deadlineAt, ...text }) => ({ ...text, deadlineAt: deadlineAt.toISOString() }));
  }

  /** @returns false when the text does not wait any more */
  async answer({ sessionId, lang }: Seat, { id, answer }: Answer): Promise<boolean> {
    const { rowCount } = await this.database.pool.query(
      `UPDATE interpreting_text SET answer = $4, answered_at = now()
       WHERE id = $1 AND session_id = $2 AND lang = $3 AND answered_at IS NULL`,
      [id, sessionId, lang, answer],
    );
    return rowCount === 1;
  }

  async answersTo(ids: readonly string[]): Promise<Answer[]> {
    const { rows } = await this.database.pool.query<Answer>({
      name: 'interpreting-answers',
      text: 'SELECT id, answer FROM interpreting_text WHERE id = ANY($1) AND answered_at IS NOT NULL',
      values: [ids],
    });
    return rows;
  }

  async takeAway(id: string): Promise<void> {
    await this.database.pool.query('DELETE FROM interpreting_text WHERE id = $1', [id]);
  }
}
