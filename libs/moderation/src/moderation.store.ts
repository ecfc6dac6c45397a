import { Injectable } from '@nestjs/common';
import {
  type Ban,
  DomainError,
  type Page,
  type PageQuery,
  type ReviewHook,
  type ReviewHookSettings,
  type SessionRole,
} from '#libs/contracts';
import { AuditStore, cursorId, Database, type Deed, pageOfRows, type Queryable } from '#libs/database';
import type { Standing } from './standing.js';

/** Whose standing in which session is wanted. */
export type Standee = { sessionId: string; accountId: string };

type StandingRow = {
  slowModeSeconds: number;
  blockedWords: string[] | null;
  role: SessionRole | null;
  banned: boolean;
  until: Date | null;
  url: string | null;
  secret: string;
  failOpen: boolean;
};

type BanRow = { id: string; name: string; at: Date; until: Date | null };

/** All SQL of moderation. */
@Injectable()
export class ModerationStore {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditStore,
  ) {}

  /** One for each, in order: null when there is no such session. A ban that is over is none. */
  async standings(standees: readonly Standee[]): Promise<(Standing | null)[]> {
    const { rows } = await this.database.pool.query<StandingRow & { at: string }>({
      name: 'moderation-standings',
      text: `SELECT wanted.at, s.slow_mode_seconds AS "slowModeSeconds", s.blocked_words AS "blockedWords", r.role,
               b.session_id IS NOT NULL AS banned, b.until, h.url, h.secret, h.fail_open AS "failOpen"
             FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS wanted (session_id, account_id, at)
             JOIN session s ON s.id = wanted.session_id
             LEFT JOIN session_role r ON r.session_id = s.id AND r.account_id = wanted.account_id
             LEFT JOIN session_ban b ON b.session_id = s.id AND b.account_id = wanted.account_id
               AND (b.until IS NULL OR b.until > now())
             LEFT JOIN review_hook h ON h.session_id = s.id`,
      values: [standees.map(({ sessionId }) => sessionId), standees.map(({ accountId }) => accountId)],
    });
    const found = new Map(rows.map((row) => [Number(row.at), standingOf(row)]));
    return standees.map((_, index) => found.get(index + 1) ?? null);
  }

  /** @returns false when it was so already */
  async setSlowMode(client: Queryable, sessionId: string, seconds: number): Promise<boolean> {
    const { rowCount } = await client.query(
      'UPDATE session SET slow_mode_seconds = $2 WHERE id = $1 AND slow_mode_seconds <> $2',
      [sessionId, seconds],
    );
    return rowCount === 1;
  }

  async blockedWords(sessionId: string): Promise<string[]> {
    const row = await this.database.prisma.session.findUnique({
      where: { id: sessionId },
      select: { blockedWords: true },
    });
    return row?.blockedWords ?? [];
  }

  async putBlockedWords(sessionId: string, blockedWords: string[], deed: Deed): Promise<void> {
    await this.audit.with(deed, (client) =>
      client.query('UPDATE session SET blocked_words = $2 WHERE id = $1', [sessionId, blockedWords]),
    );
  }

  /** @throws DomainError `account.not-found` */
  async ban(sessionId: string, accountId: string, until: Date | null, deed: Deed): Promise<void> {
    await this.audit.with(deed, async (client) => {
      const changed = await client.query(
        `INSERT INTO session_ban (session_id, account_id, until) SELECT $1, id, $3 FROM account WHERE id = $2
         ON CONFLICT (session_id, account_id) DO UPDATE SET until = excluded.until`,
        [sessionId, accountId, until],
      );
      if (changed.rowCount === 0) throw new DomainError('account.not-found');
      return changed;
    });
  }

  async liftBan(sessionId: string, accountId: string, deed: Deed): Promise<void> {
    await this.audit.with(deed, (client) =>
      client.query('DELETE FROM session_ban WHERE session_id = $1 AND account_id = $2', [sessionId, accountId]),
    );
  }

  /** The bans that are not over, of the newest accounts first. */
  async pageOfBans(sessionId: string, { cursor, limit }: PageQuery): Promise<Page<Ban>> {
    const { rows } = await this.database.pool.query<BanRow>(
      `SELECT a.id, a.display_name AS name, b.created_at AS at, b.until
       FROM session_ban b JOIN account a ON a.id = b.account_id
       WHERE b.session_id = $1 AND (b.until IS NULL OR b.until > now()) AND ($2::uuid IS NULL OR b.account_id < $2)
       ORDER BY b.account_id DESC LIMIT $3`,
      [sessionId, cursorId(cursor), limit + 1],
    );
    return pageOfRows(rows, limit, ({ id }) => id, banOf);
  }

  hook(sessionId: string): Promise<ReviewHookSettings | null> {
    return this.database.prisma.reviewHook.findUnique({
      where: { sessionId },
      select: { url: true, failOpen: true },
    });
  }

  async putHook(sessionId: string, { url, secret, failOpen }: ReviewHook, deed: Deed): Promise<void> {
    await this.audit.with(deed, (client) =>
      client.query(
        `INSERT INTO review_hook (session_id, url, secret, fail_open) VALUES ($1, $2, $3, $4)
         ON CONFLICT (session_id) DO UPDATE SET url = excluded.url, secret = excluded.secret, fail_open = excluded.fail_open`,
        [sessionId, url, secret, failOpen],
      ),
    );
  }

  async deleteHook(sessionId: string, deed: Deed): Promise<void> {
    await this.audit.with(deed, (client) => client.query('DELETE FROM review_hook WHERE session_id = $1', [sessionId]));
  }
}

const standingOf = ({
  role,
  slowModeSeconds,
  blockedWords,
  banned,
  until,
  url,
  secret,
  failOpen,
}: StandingRow): Standing => ({
  role,
  slowModeSeconds,
  blockedWords: blockedWords ?? [],
  ban: banned ? { until } : null,
  hook: url === null ? null : { url, secret, failOpen },
});

const banOf = ({ id, name, at, until }: BanRow): Ban => ({
  account: { id, name },
  at: at.toISOString(),
  until: until?.toISOString() ?? null,
});
