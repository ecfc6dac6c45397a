import { Injectable } from '@nestjs/common';
import { Database, type Queryable } from '#libs/database';
import { type Memory, newMemory, recordingOf, type SpeechChunk, type SpeechStream } from './speech-stream.js';

/** How long a process may be silent before another takes over its stream. */
const leaseSeconds = 15;
/** A chunk that is missing for so long is not waited for any more. */
const gapSeconds = 2;
/** Whoever sends nothing for so long has stopped speaking. */
const idleSeconds = 3;

const isFree = '(lease IS NULL OR leased_until < now())';
const leased = `leased_until = now() + interval '${leaseSeconds} seconds'`;

type Row = {
  id: string;
  sessionId: string;
  accountId: string;
  nextSeq: number;
  arrived: number;
  ended: boolean;
  idle: boolean;
  state: Partial<Memory>;
  encoded: Buffer;
  audio: Buffer;
};

/** `regions`: where its session may be heard; none means everywhere. */
type Opened = { sessionId: string; accountId: string; ended: boolean; waiting: number; regions: string[] };
export type Taken = { mine: boolean; nextSeq: number; memory: Memory };
/** What to do next with a leased stream. */
export type Turn = { stream: SpeechStream; chunk: SpeechChunk | null; waiting: number; idle: boolean };

/** All SQL of speech. A stream is heard by whoever holds its lease; everybody else only adds chunks. */
@Injectable()
export class SpeechStore {
  constructor(private readonly database: Database) {}

  async find(id: string): Promise<Opened | null> {
    const { rows } = await this.database.pool.query<Opened>(
      `SELECT session_id AS "sessionId", account_id AS "accountId", ended, allowed_regions AS regions,
         (SELECT count(*)::int FROM speech_chunk WHERE stream_id = $1) AS waiting
       FROM speech_stream JOIN session ON session.id = session_id WHERE speech_stream.id = $1`,
      [id],
    );
    return rows[0] ?? null;
  }

  /** Makes the stream, unless it was made meanwhile: whose it is tells. */
  async open(id: string, sessionId: string, accountId: string): Promise<Opened> {
    await this.database.pool.query(
      'INSERT INTO speech_stream (id, session_id, account_id) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING',
      [id, sessionId, accountId],
    );
    return (await this.find(id)) ?? { sessionId, accountId, ended: true, waiting: 0, regions: [] };
  }

  /** How many streams of a session are open. */
  async openIn(sessionId: string): Promise<number> {
    const { rows } = await this.database.pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM speech_stream
       WHERE session_id = $1 AND NOT ended AND last_at > now() - interval '1 minute'`,
      [sessionId],
    );
    return rows[0]?.count ?? 0;
  }

  /** Leaves a chunk, once, and takes the lease when nobody has it. */
  add(id: string, { seq, lang, t0, type, body }: SpeechChunk, lease: string): Promise<Taken> {
    return this.database.transaction(async (client) => {
      const taken = await this.#knock(client, id, lease, false);
      if (seq >= taken.nextSeq)
        await client.query(
          `INSERT INTO speech_chunk (stream_id, seq, lang, t0, type, body) VALUES ($1, $2, $3, $4, $5, $6)
           ON CONFLICT DO NOTHING`,
          [id, seq, lang, t0, type, body],
        );
      return taken;
    });
  }

  /** Says that nothing follows. */
  end(id: string, lease: string): Promise<Taken> {
    return this.#knock(this.database.pool, id, lease, true);
  }

  /** Streams that nobody hears although there is something to do: a process died, a chunk is missing, a host went away. */
  async takeLeft(lease: string): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ id: string }>(
      `UPDATE speech_stream SET lease = $1, ${leased} WHERE id IN (
         SELECT id FROM speech_stream AS left_alone
         WHERE ${isFree} AND last_at > now() - interval '10 minutes' AND (
           EXISTS (SELECT FROM speech_chunk WHERE stream_id = left_alone.id AND at < now() - interval '${gapSeconds} seconds')
           OR octet_length(audio) > 0 AND (ended OR last_at < now() - interval '${idleSeconds} seconds'))
         LIMIT 4 FOR UPDATE SKIP LOCKED)
       RETURNING id`,
      [lease],
    );
    return rows.map(({ id }) => id);
  }

  /** What to do next, and the lease for longer; null when another process has taken over. */
  async turn(id: string, lease: string): Promise<Turn | null> {
    const { rows } = await this.database.pool.query<Row>(
      `UPDATE speech_stream SET ${leased} WHERE id = $1 AND lease = $2
       RETURNING id, session_id AS "sessionId", account_id AS "accountId", next_seq AS "nextSeq", arrived, ended, state,
         encoded, audio, last_at < now() - interval '${idleSeconds} seconds' AS idle`,
      [id, lease],
    );
    const [row] = rows;
    if (row === undefined) return null;
    const { rows: chunks } = await this.database.pool.query<SpeechChunk & { due: boolean; waiting: number }>(
      `SELECT seq, lang, t0, type, body, count(*) OVER ()::int AS waiting,
         $3 OR seq <= $2 OR min(at) OVER () < now() - interval '${gapSeconds} seconds' AS due
       FROM speech_chunk WHERE stream_id = $1 ORDER BY seq LIMIT 1`,
      [id, row.nextSeq, row.ended],
    );
    const [first] = chunks;
    const { idle, state, encoded, ...plain } = row;
    const memory = { ...newMemory, ...state };
    const stream = { ...plain, memory, recording: recordingOf(encoded, memory) };
    if (first === undefined || !first.due) return { stream, chunk: null, waiting: first?.waiting ?? 0, idle };
    const { due: _due, waiting, ...chunk } = first;
    return { stream, chunk, waiting: waiting - 1, idle };
  }

  /** Remembers a stream as it is after its last chunk, which is gone then. False when another process has taken over. */
  async keep({ id, nextSeq, memory, recording, audio }: SpeechStream, lease: string): Promise<boolean> {
    const state: Memory = { ...memory, header: recording.header.length, heard: recording.heard };
    const { rowCount } = await this.database.pool.query(
      `WITH kept AS (
         UPDATE speech_stream SET next_seq = $3, state = $4, encoded = $5, audio = $6, ${leased}
         WHERE id = $1 AND lease = $2 RETURNING id),
       gone AS (DELETE FROM speech_chunk USING kept WHERE stream_id = kept.id AND seq < $3)
       SELECT FROM kept`,
      [id, lease, nextSeq, state, Buffer.concat([recording.header, recording.cluster]), audio],
    );
    return rowCount === 1;
  }

  /** True when the lease is given back; false when something came meanwhile, so there is more to do. */
  async release(id: string, lease: string, arrived: number): Promise<boolean> {
    const { rowCount } = await this.database.pool.query(
      'UPDATE speech_stream SET lease = NULL, leased_until = NULL WHERE id = $1 AND lease = $2 AND arrived = $3',
      [id, lease, arrived],
    );
    return rowCount === 1;
  }

  /** Gives the lease back whatever came: another process, or a later moment, tries again. */
  async letGo(id: string, lease: string): Promise<void> {
    await this.database.pool.query(
      'UPDATE speech_stream SET lease = NULL, leased_until = NULL WHERE id = $1 AND lease = $2',
      [id, lease],
    );
  }

  /** Nothing of it will be heard any more: the audio goes, and that it is over stays known for a while. */
  async close(id: string): Promise<void> {
    await this.database.pool.query('DELETE FROM speech_chunk WHERE stream_id = $1', [id]);
    await this.database.pool.query(
      `UPDATE speech_stream SET ended = true, audio = '', encoded = '', state = '{}' WHERE id = $1`,
      [id],
    );
  }

  async prune(): Promise<void> {
    await this.database.pool.query(`DELETE FROM speech_stream WHERE last_at < now() - interval '10 minutes'`);
  }

  async #knock(client: Queryable, id: string, lease: string, ended: boolean): Promise<Taken> {
    const { rows } = await client.query<{ mine: boolean; nextSeq: number; state: Partial<Memory> }>(
      `UPDATE speech_stream SET arrived = arrived + 1, last_at = now(), ended = ended OR $3,
         leased_until = CASE WHEN ${isFree} THEN now() + interval '${leaseSeconds} seconds' ELSE leased_until END,
         lease = CASE WHEN ${isFree} THEN $2 ELSE lease END
       WHERE id = $1 RETURNING lease = $2 AS mine, next_seq AS "nextSeq", state`,
      [id, lease, ended],
    );
    const [row] = rows;
    if (row === undefined) return { mine: false, nextSeq: 0, memory: newMemory };
    return { mine: row.mine, nextSeq: row.nextSeq, memory: { ...newMemory, ...row.state } };
  }
}
