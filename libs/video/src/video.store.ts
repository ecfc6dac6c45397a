import { Injectable } from '@nestjs/common';
import type { SessionState, VideoRules, VideoServerName } from '#libs/contracts';
import { AuditStore, Database, type Deed, type OutboxEvent, OutboxStore } from '#libs/database';
import type { MovableSession } from './video-rules.js';
import type { VideoStream } from './video-stream.js';

/** A stream as it stands, with what decides who may publish it. */
export type FoundStream = { stream: VideoStream; keyHash: string | null; session: SessionState; now: Date };
/** What becomes of it, and what is told of that. */
export type Decided = { stream: VideoStream; events: readonly OutboxEvent[] };

type Row = VideoStream & { keyHash: string | null; session: SessionState; now: Date };

/** All SQL of video. */
@Injectable()
export class VideoStore {
  constructor(
    private readonly database: Database,
    private readonly outbox: OutboxStore,
    private readonly audit: AuditStore,
  ) {}

  async renewKey(sessionId: string, keyHash: string, deed: Deed): Promise<void> {
    await this.audit.with(deed, (client) =>
      client.query(
        `INSERT INTO video_stream (session_id, key_hash) VALUES ($1, $2)
         ON CONFLICT (session_id) DO UPDATE SET key_hash = excluded.key_hash`,
        [sessionId, keyHash],
      ),
    );
  }

  async find(sessionId: string): Promise<Pick<VideoStream, 'state' | 'since'> | undefined> {
    const { rows } = await this.database.pool.query<Pick<VideoStream, 'state' | 'since'>>(
      'SELECT state, since FROM video_stream WHERE session_id = $1',
      [sessionId],
    );
    return rows[0];
  }

  /** One after the other for each session. `decide` gets undefined when there is no such session; what it throws changes nothing. */
  async change(
    sessionId: string,
    decide: (found: FoundStream | undefined) => Decided,
  ): Promise<readonly OutboxEvent[]> {
    return this.database.transaction(async (client) => {
      await client.query(
        'INSERT INTO video_stream (session_id) SELECT id FROM session WHERE id = $1 ON CONFLICT DO NOTHING',
        [sessionId],
      );
      const { rows } = await client.query<Row>(
        `SELECT v.state, v.server, v.connection, v.since, v.heard_at AS "heardAt", v.key_hash AS "keyHash",
           s.state AS session, now() AS now
         FROM video_stream v JOIN session s ON s.id = v.session_id WHERE v.session_id = $1 FOR UPDATE OF v`,
        [sessionId],
      );
      const [row] = rows;
      if (row === undefined) return decide(undefined).events;
      const { keyHash, session, now, ...stream } = row;
      const decided = decide({ stream, keyHash, session, now });
      const { state, server, connection, since, heardAt } = decided.stream;
      await client.query(
        `UPDATE video_stream SET state = $2, server = $3, connection = $4, since = $5, heard_at = $6,
           off_at = CASE WHEN state = 'on' AND $2 <> 'on' THEN now() ELSE off_at END
         WHERE session_id = $1`,
        [sessionId, state, server, connection, since, heardAt],
      );
      await this.outbox.write(client, decided.events);
      return decided.events;
    });
  }

  async rules(sessionId: string): Promise<VideoRules | undefined> {
    const { rows } = await this.database.pool.query<VideoRules>(
      `SELECT starts_session AS "startsSession", ends_session_after_minutes AS "endsSessionAfterMinutes"
       FROM video_stream WHERE session_id = $1`,
      [sessionId],
    );
    return rows[0];
  }

  async setRules(sessionId: string, { startsSession, endsSessionAfterMinutes }: VideoRules): Promise<void> {
    await this.database.pool.query(
      `INSERT INTO video_stream (session_id, starts_session, ends_session_after_minutes) VALUES ($1, $2, $3)
       ON CONFLICT (session_id) DO UPDATE SET starts_session = excluded.starts_session,
         ends_session_after_minutes = excluded.ends_session_after_minutes`,
      [sessionId, startsSession, endsSessionAfterMinutes],
    );
  }

  /** Sessions that their video may move: not live although it is on, or live although it is off. */
  async movable(): Promise<(MovableSession & { sessionId: string; now: Date })[]> {
    const { rows } = await this.database.pool.query<MovableSession & { sessionId: string; now: Date }>(
      `SELECT s.id AS "sessionId", s.state AS session, s.starts_at AS "startsAt", s.started_at AS "startedAt",
         v.state, v.since, v.off_at AS "offAt", v.starts_session AS "startsSession",
         v.ends_session_after_minutes AS "endsSessionAfterMinutes", now() AS now
       FROM session AS s JOIN video_stream AS v ON v.session_id = s.id
       WHERE s.state = 'scheduled' AND v.starts_session AND v.state = 'on'
         OR s.state = 'live' AND v.ends_session_after_minutes IS NOT NULL AND v.state <> 'on'`,
    );
    return rows;
  }

  /** Those of which these servers said nothing for so long, together with the events that tell of it. */
  async loseSilent(
    servers: readonly VideoServerName[],
    seconds: number,
    tell: (sessionId: string) => OutboxEvent,
  ): Promise<OutboxEvent[]> {
    return this.database.transaction(async (client) => {
      const { rows } = await client.query<{ sessionId: string }>(
        `UPDATE video_stream SET state = 'lost', off_at = now() WHERE session_id IN (
           SELECT session_id FROM video_stream
           WHERE state = 'on' AND server = ANY($1) AND heard_at < now() - make_interval(secs => $2)
           LIMIT 100 FOR UPDATE SKIP LOCKED)
         RETURNING session_id AS "sessionId"`,
        [servers, seconds],
      );
      const events = rows.map(({ sessionId }) => tell(sessionId));
      await this.outbox.write(client, events);
      return events;
    });
  }
}
