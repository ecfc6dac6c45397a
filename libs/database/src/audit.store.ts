import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { type Actor, actorId, type AuditAction, type AuditEntry, type AuditQuery, type Page } from '#libs/contracts';
import { requestId } from '#libs/platform';
import { Database, type Queryable } from './database.js';
import { cursorId, pageOfRows } from './pages.js';

/** What somebody of the staff did, and where. `detail` is a word of ours: nothing that anybody wrote. */
export type Deed = {
  actor: Actor;
  action: AuditAction;
  sessionId?: string;
  exporterId?: string;
  /** Whom or what it was done to. */
  subjectId?: string;
  detail?: string;
};

type Row = Omit<AuditEntry, 'at' | 'actor'> & {
  at: Date;
  actorKind: AuditEntry['actor']['kind'];
  actorId: string | null;
};

/** All SQL of the audit. Rows are added and never change: the database refuses it. */
@Injectable()
export class AuditStore {
  constructor(private readonly database: Database) {}

  /** Call it inside the transaction of the change, so that there is never one without the other. Asks before it returns. */
  write(client: Queryable, { actor, action, sessionId, exporterId, subjectId, detail }: Deed): Promise<unknown> {
    return client.query(
      `INSERT INTO audit_entry (id, actor_kind, actor_id, action, session_id, exporter_id, subject_id, detail, request_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [uuidv7(), actor.kind, actorId(actor), action, sessionId, exporterId, subjectId, detail, requestId()],
    );
  }

  /** `change` and its line, both or neither. A statement that changed nothing leaves no line. */
  with<T extends { rowCount: number | null }>(deed: Deed, change: (client: Queryable) => Promise<T>): Promise<T> {
    return this.database.transaction(async (client) => {
      const result = await change(client);
      if (result.rowCount !== 0) await this.write(client, deed);
      return result;
    });
  }

  /** Newest first. */
  async page({ cursor, limit, action, actor, session, subject }: AuditQuery): Promise<Page<AuditEntry>> {
    const { rows } = await this.database.pool.query<Row>(
      `SELECT id, at, actor_kind AS "actorKind", actor_id AS "actorId", action, session_id AS "sessionId",
         exporter_id AS "exporterId", subject_id AS "subjectId", detail, request_id AS "requestId"
       FROM audit_entry
       WHERE ($1::uuid IS NULL OR id < $1) AND ($2::text IS NULL OR action = $2) AND ($3::uuid IS NULL OR actor_id = $3)
         AND ($4::uuid IS NULL OR session_id = $4) AND ($5::text IS NULL OR subject_id = $5)
       ORDER BY id DESC LIMIT $6`,
      [cursorId(cursor), action, actor, session, subject, limit + 1],
    );
    return pageOfRows(rows, limit, ({ id }) => id, entryOf);
  }
}

const entryOf = ({ at, actorKind, actorId, ...row }: Row): AuditEntry => ({
  ...row,
  at: at.toISOString(),
  actor: { kind: actorKind, id: actorId },
});
