import { Injectable } from '@nestjs/common';
import { DomainError, type SayCaption } from '#libs/contracts';
import { Database, type Queryable } from '#libs/database';
import { type CaptionSegment, nextRevision } from './caption-segment.js';

const columns = 'id, session_id AS "sessionId", n, lang, rev, state, text, t0, t1';

/** All SQL of captions. */
@Injectable()
export class CaptionsStore {
  constructor(private readonly database: Database) {}

  /** Writes what was said, and numbers the segment when it is new. */
  say(sessionId: string, said: SayCaption): Promise<CaptionSegment> {
    return this.database.transaction(async (client) => {
      const known = await this.#find(client, said.segment);
      if (known) return this.#revise(client, sessionId, known, said);
      // numbering locks the session's row, so a twin of this segment that came first is visible after it
      const { rows } = await client.query<{ n: number }>(
        'UPDATE session SET segment_seq = segment_seq + 1 WHERE id = $1 RETURNING segment_seq AS n',
        [sessionId],
      );
      const inserted = await client.query<CaptionSegment>(
        `INSERT INTO caption_segment (id, session_id, n, lang, rev, state, text, t0, t1)
         VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING RETURNING ${columns}`,
        [said.segment, sessionId, rows[0]?.n, said.lang, said.state, said.text, said.t0, said.t1],
      );
      const [segment] = inserted.rows;
      // thrown so that the number goes back with the transaction; the caller tries again and finds the segment
      if (segment === undefined) throw new SegmentExists();
      return segment;
    });
  }

  async #find(client: Queryable, id: string): Promise<CaptionSegment | undefined> {
    const { rows } = await client.query<CaptionSegment>(
      `SELECT ${columns} FROM caption_segment WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return rows[0];
  }

  async #revise(
    client: Queryable,
    sessionId: string,
    known: CaptionSegment,
    said: SayCaption,
  ): Promise<CaptionSegment> {
    if (known.sessionId !== sessionId)
      throw new DomainError('caption.segment-closed', 'The segment belongs to another session.');
    const { changed, rev } = nextRevision(known, said);
    if (!changed) return known;
    const { rows } = await client.query<CaptionSegment>(
      `UPDATE caption_segment SET rev = $2, state = $3, text = $4, t1 = $5 WHERE id = $1 RETURNING ${columns}`,
      [known.id, rev, said.state, said.text, said.t1],
    );
    return rows[0] as CaptionSegment;
  }
}

/** The same new segment arrived twice at once; the other one was faster. */
export class SegmentExists extends Error {
  override readonly name = 'SegmentExists';
}
