import { Injectable } from '@nestjs/common';
import { DomainError, type SayCaption } from '#libs/contracts';
import { Database, type Queryable } from '#libs/database';
import { type CaptionSegment, nextRevision } from './caption-segment.js';

/** The languages that a final is promised in, the most watched first, and until when (Unix milliseconds). */
export type CaptionPromise = { targets: readonly string[]; deadlineAt: number };
/** A piece of speech, and who put it into words. */
export type Said = SayCaption & Pick<CaptionSegment, 'engine'>;
/** What was said as it is stored; `promise` when it is final. */
export type Stored = { segment: CaptionSegment; promise: CaptionPromise | undefined };

/** A final whose deadline is over. Times are in Unix milliseconds. */
export type DueFinal = { segment: CaptionSegment; targets: readonly string[]; receivedAt: number; deadlineAt: number };

type Row = CaptionSegment & { targets: string[]; deadlineAt: Date | null };

const columns =
  'id, session_id AS "sessionId", n, lang, rev, state, text, engine, t0, t1, targets, deadline_at AS "deadlineAt"';

/** How long after its deadline somebody looks whether a final has reached everybody. */
const dueAfter = `interval '1 second'`;
const dueAgainAfter = `interval '10 seconds'`;

/** All SQL of captions. */
@Injectable()
export class CaptionsStore {
  constructor(private readonly database: Database) {}

  /**
   * Writes what was said, and numbers the segment when it is new. A final is stored with what it is promised in: what
   * is missing later was lost, and is asked for again.
   */
  async say(sessionId: string, said: Said, promise: CaptionPromise): Promise<Stored> {
    const { targets, deadlineAt, ...segment } = await this.#say(sessionId, said, promise);
    return { segment, promise: deadlineAt === null ? undefined : { targets, deadlineAt: deadlineAt.getTime() } };
  }

  #say(sessionId: string, said: Said, promise: CaptionPromise): Promise<Row> {
    const promised = promisedFor(said, promise);
    return this.database.transaction(async (client) => {
      const known = await this.#find(client, said.segment);
      if (known) return this.#revise(client, sessionId, known, said, promised);
      // numbering locks the session's row, so a twin of this segment that came first is visible after it
      const { rows } = await client.query<{ n: number }>(
        'UPDATE session SET segment_seq = segment_seq + 1 WHERE id = $1 RETURNING segment_seq AS n',
        [sessionId],
      );
      const inserted = await client.query<Row>(
        `INSERT INTO caption_segment
           (id, session_id, n, lang, rev, state, text, t0, t1, engine, targets, final_at, deadline_at, due_at)
         VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9, $10, $11, $12, $12::timestamptz + ${dueAfter})
         ON CONFLICT (id) DO NOTHING RETURNING ${columns}`,
        [
          said.segment,
          sessionId,
          rows[0]?.n,
          said.lang,
          said.state,
          said.text,
          said.t0,
          said.t1,
          said.engine,
          ...promised,
        ],
      );
      const [segment] = inserted.rows;
      // thrown so that the number goes back with the transaction; the caller tries again and finds the segment
      if (segment === undefined) throw new SegmentExists();
      return segment;
    });
  }

  /**
   * Finals that it is time to look after, for this caller alone: another one comes to them only when they are due again,
   * unless they are settled before.
   */
  async claimDue(most: number): Promise<DueFinal[]> {
    const { rows } = await this.database.pool.query<Row & { finalAt: Date }>(
      `UPDATE caption_segment SET due_at = now() + ${dueAgainAfter} WHERE id IN (
         SELECT id FROM caption_segment WHERE due_at <= now() ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING ${columns}, final_at AS "finalAt"`,
      [most],
    );
    return rows.map(({ targets, deadlineAt, finalAt, ...segment }) => ({
      segment,
      targets,
      receivedAt: finalAt.getTime(),
      deadlineAt: (deadlineAt ?? finalAt).getTime(),
    }));
  }

  /** Nobody needs to look after them any more, unless they have changed since. */
  async settle(finals: readonly DueFinal[]): Promise<void> {
    await this.database.pool.query(
      `UPDATE caption_segment AS s SET due_at = NULL FROM unnest($1::uuid[], $2::int[]) AS settled (id, rev)
       WHERE s.id = settled.id AND s.rev = settled.rev`,
      [finals.map(({ segment }) => segment.id), finals.map(({ segment }) => segment.rev)],
    );
  }

  async #find(client: Queryable, id: string): Promise<Row | undefined> {
    const { rows } = await client.query<Row>(`SELECT ${columns} FROM caption_segment WHERE id = $1 FOR UPDATE`, [id]);
    return rows[0];
  }

  async #revise(client: Queryable, sessionId: string, known: Row, said: Said, promised: Promised): Promise<Row> {
    if (known.sessionId !== sessionId)
      throw new DomainError('caption.segment-closed', 'The segment belongs to another session.');
    const { changed, rev } = nextRevision(known, said);
    if (!changed) return known;
    const { rows } = await client.query<Row>(
      `UPDATE caption_segment SET rev = $2, state = $3, text = $4, t1 = $5, engine = $6, targets = $7, final_at = $8,
         deadline_at = $9, due_at = $9::timestamptz + ${dueAfter}
       WHERE id = $1 RETURNING ${columns}`,
      [known.id, rev, said.state, said.text, said.t1, said.engine, ...promised],
    );
    return rows[0] as Row;
  }
}

type Promised = readonly [targets: readonly string[], finalAt: Date | null, deadlineAt: Date | null];

const promisedFor = ({ state }: SayCaption, { targets, deadlineAt }: CaptionPromise): Promised =>
  state === 'final' ? [targets, new Date(), new Date(deadlineAt)] : [[], null, null];

/** The same new segment arrived twice at once; the other one was faster. */
export class SegmentExists extends Error {
  override readonly name = 'SegmentExists';
}
