import { Injectable } from '@nestjs/common';
import {
  type Actor,
  DomainError,
  type Page,
  type PageQuery,
  type Session,
  type SessionRole,
  type SessionState,
} from '#libs/contracts';
import type { SessionRecord } from './session.js';
import { SessionsStore } from './sessions.store.js';

/** Finding sessions, and what a caller is in them. */
@Injectable()
export class Sessions {
  constructor(private readonly store: SessionsStore) {}

  /** @throws DomainError `session.not-found` */
  async find(idOrSlug: string): Promise<SessionRecord> {
    const session = await this.store.find(idOrSlug);
    if (session === null) throw new DomainError('session.not-found');
    return session;
  }

  /** @throws DomainError `session.not-found`, or `session.wrong-state` when it is not live */
  async findLive(idOrSlug: string): Promise<SessionRecord> {
    const session = await this.find(idOrSlug);
    if (session.state !== 'live') throw new DomainError('session.wrong-state', 'The session is not live.');
    return session;
  }

  /**
   * For a caller who is one of `roles` in it.
   *
   * @throws DomainError `session.not-found`, `account.unauthenticated` or `account.forbidden`
   */
  async findAs(actor: Actor, idOrSlug: string, roles: readonly SessionRole[]): Promise<SessionRecord> {
    const session = await this.find(idOrSlug);
    await this.requireRole(actor, session.id, roles);
    return session;
  }

  /** Newest first. */
  list(query: PageQuery & { state?: SessionState; hostId?: string }): Promise<Page<Session>> {
    return this.store.list(query);
  }

  roleOf(sessionId: string, accountId: string): Promise<SessionRole | null> {
    return this.store.role(sessionId, accountId);
  }

  /**
   * The caller's role, when it is one of `roles`. An operator of the house counts as a host.
   *
   * @throws DomainError `account.unauthenticated` or `account.forbidden`
   */
  async requireRole(actor: Actor, sessionId: string, roles: readonly SessionRole[]): Promise<SessionRole> {
    if (actor.kind === 'anonymous') throw new DomainError('account.unauthenticated');
    if (actor.kind === 'operator') return 'host';
    const role = actor.kind === 'api-key' ? null : await this.store.role(sessionId, actor.accountId);
    if (role === null || !roles.includes(role)) throw new DomainError('account.forbidden');
    return role;
  }
}
