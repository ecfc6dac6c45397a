import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import {
  type ChangeSession,
  DomainError,
  type Page,
  type PageQuery,
  type ScheduleSession,
  type Session,
  type SessionRole,
  type SessionState,
} from '#libs/contracts';
import {
  AuditStore,
  cursorId,
  Database,
  type Deed,
  type OutboxEvent,
  OutboxStore,
  pageOfRows,
  Prisma,
} from '#libs/database';
import { publicSession, type SessionRecord } from './session.js';

const withHost = { host: { select: { displayName: true } } } as const;
type Changed = Pick<
  SessionRecord,
  | 'slug'
  | 'title'
  | 'sourceLang'
  | 'currency'
  | 'languages'
  | 'archiveLanguages'
  | 'maxLanguages'
  | 'translatePartials'
  | 'poster'
> & { startsAt: Date };
type Row = Prisma.SessionGetPayload<{ include: typeof withHost }>;

const isUuid = (text: string) => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(text);

/** All SQL of sessions. */
@Injectable()
export class SessionsStore {
  constructor(
    private readonly database: Database,
    private readonly outbox: OutboxStore,
    private readonly audit: AuditStore,
  ) {}

  async find(idOrSlug: string): Promise<SessionRecord | null> {
    const where = isUuid(idOrSlug) ? { id: idOrSlug } : { slug: idOrSlug };
    const row = await this.database.prisma.session.findUnique({ where, include: withHost });
    return row && recordOf(row);
  }

  async list({
    state,
    hostId,
    cursor,
    limit,
  }: PageQuery & { state?: SessionState; hostId?: string }): Promise<Page<Session>> {
    const before = cursorId(cursor);
    const rows = await this.database.prisma.session.findMany({
      where: { state, hostId, ...(before === undefined ? {} : { id: { lt: before } }) },
      orderBy: { id: 'desc' },
      take: limit + 1,
      include: withHost,
    });
    return pageOfRows(
      rows,
      limit,
      ({ id }) => id,
      (row) => publicSession(recordOf(row)),
    );
  }

  /** @throws DomainError `session.slug-taken` */
  async schedule(hostId: string, input: ScheduleSession): Promise<SessionRecord> {
    const { languages, sourceLang, startsAt, poster, ...plain } = input;
    try {
      const row = await this.database.prisma.session.create({
        data: {
          ...plain,
          id: uuidv7(),
          hostId,
          sourceLang,
          startsAt: new Date(startsAt),
          poster: poster ?? null,
          languages: [...new Set([sourceLang, ...languages])],
          roles: { create: { accountId: hostId, role: 'host' } },
        },
        include: withHost,
      });
      return recordOf(row);
    } catch (error) {
      if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')
        throw new DomainError('session.slug-taken');
      throw error;
    }
  }

  /**
   * Changes a session that has not begun, together with the event that tells of it. Null when it has.
   *
   * @throws DomainError `session.slug-taken`
   */
  async change(
    session: SessionRecord,
    changes: ChangeSession,
    tell: (changed: SessionRecord) => OutboxEvent,
  ): Promise<{ session: SessionRecord; event: OutboxEvent } | null> {
    const { slug, title, sourceLang, currency, startsAt, languages, archiveLanguages, maxLanguages } = changes;
    return this.database
      .transaction(async (client) => {
        const { rows } = await client.query<Changed>(
          `WITH next AS (
             SELECT id, coalesce($4, source_lang) AS spoken, coalesce($7::text[], languages) AS read
             FROM session WHERE id = $1 AND state = 'scheduled' FOR UPDATE)
           UPDATE session SET slug = coalesce($2, slug), title = coalesce($3, title), source_lang = next.spoken,
             currency = coalesce($5, currency), starts_at = coalesce($6::timestamptz, starts_at),
             languages = next.spoken || array_remove(next.read, next.spoken),
             archive_languages = coalesce($8::text[], archive_languages), max_languages = coalesce($9::int, max_languages),
             translate_partials = coalesce($10::boolean, translate_partials),
             poster = CASE WHEN $11 THEN $12 ELSE poster END
           FROM next WHERE session.id = next.id
           RETURNING slug, title, source_lang AS "sourceLang", currency, starts_at AS "startsAt", languages,
             archive_languages AS "archiveLanguages", max_languages AS "maxLanguages",
             translate_partials AS "translatePartials", poster`,
          [
            session.id,
            slug,
            title,
            sourceLang,
            currency,
            startsAt,
            languages && [...new Set(languages)],
            archiveLanguages,
            maxLanguages,
            changes.translatePartials,
            changes.poster !== undefined,
            changes.poster,
          ],
        );
        const [row] = rows;
        if (row === undefined) return null;
        const changed = { ...session, ...row, startsAt: row.startsAt.toISOString() };
        const event = tell(changed);
        await this.outbox.write(client, [event]);
        return { session: changed, event };
      })
      .catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === '23505')
          throw new DomainError('session.slug-taken');
        throw error;
      });
  }

  /** Moves a session on, together with the event that tells of it. Null when another caller moved it first. */
  async move(
    session: SessionRecord,
    to: SessionState,
    tell: (moved: SessionRecord) => OutboxEvent,
    deed: Deed | null,
  ): Promise<{ session: SessionRecord; event: OutboxEvent } | null> {
    return this.database.transaction(async (client) => {
      const { rows } = await client.query<{ at: Date }>(
        `UPDATE session SET state = $3,
           started_at = CASE WHEN $3 = 'live' THEN now() ELSE started_at END,
           ended_at = CASE WHEN $3 IN ('ended', 'cancelled') THEN now() END
         WHERE id = $1 AND state = $2 RETURNING coalesce(ended_at, started_at) AS at`,
        [session.id, session.state, to],
      );
      const at = rows[0]?.at.toISOString();
      if (at === undefined) return null;
      const moved: SessionRecord = { ...session, state: to, ...(to === 'live' ? { startedAt: at } : { endedAt: at }) };
      const event = tell(moved);
      await this.outbox.write(client, [event]);
      if (deed !== null) await this.audit.write(client, deed);
      return { session: moved, event };
    });
  }

  async role(sessionId: string, accountId: string): Promise<SessionRole | null> {
    const grant = await this.database.prisma.sessionRoleGrant.findUnique({
      where: { sessionId_accountId: { sessionId, accountId } },
    });
    return (grant?.role as SessionRole | undefined) ?? null;
  }

  /** @throws DomainError `account.not-found` */
  async giveRole(sessionId: string, accountId: string, role: SessionRole, deed: Deed): Promise<void> {
    await this.audit.with(deed, async (client) => {
      const changed = await client.query(
        `INSERT INTO session_role (session_id, account_id, role) SELECT $1, id, $3 FROM account WHERE id = $2
         ON CONFLICT (session_id, account_id) DO UPDATE SET role = excluded.role`,
        [sessionId, accountId, role],
      );
      if (changed.rowCount === 0) throw new DomainError('account.not-found');
      return changed;
    });
  }

  async takeRole(sessionId: string, accountId: string, deed: Deed): Promise<void> {
    await this.audit.with(deed, (client) =>
      client.query('DELETE FROM session_role WHERE session_id = $1 AND account_id = $2', [sessionId, accountId]),
    );
  }
}

const recordOf = (row: Row): SessionRecord => ({
  id: row.id,
  slug: row.slug,
  title: row.title,
  hostId: row.hostId,
  hostName: row.host.displayName,
  sourceLang: row.sourceLang,
  currency: row.currency,
  state: row.state as SessionState,
  startsAt: row.startsAt.toISOString(),
  startedAt: row.startedAt?.toISOString() ?? null,
  endedAt: row.endedAt?.toISOString() ?? null,
  languages: row.languages,
  archiveLanguages: row.archiveLanguages,
  maxLanguages: row.maxLanguages,
  poster: row.poster,
  pinnedCode: row.pinnedCode,
  slowModeSeconds: row.slowModeSeconds,
  translatePartials: row.translatePartials,
});
