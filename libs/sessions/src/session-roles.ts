import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, type SessionRole } from '#libs/contracts';
import { Sessions } from './sessions.js';
import { SessionsStore } from './sessions.store.js';

/** The host says who co-hosts, interprets and moderates. The host's own role is not up for change. */
@Injectable()
export class SessionRoles {
  constructor(
    private readonly sessions: Sessions,
    private readonly store: SessionsStore,
  ) {}

  async give(actor: Actor, idOrSlug: string, accountId: string, role: SessionRole): Promise<void> {
    const sessionId = await this.#changeable(actor, idOrSlug, accountId);
    await this.store.giveRole(sessionId, accountId, role, {
      actor,
      action: 'role.given',
      sessionId,
      subjectId: accountId,
      detail: role,
    });
  }

  async take(actor: Actor, idOrSlug: string, accountId: string): Promise<void> {
    const sessionId = await this.#changeable(actor, idOrSlug, accountId);
    await this.store.takeRole(sessionId, accountId, { actor, action: 'role.taken', sessionId, subjectId: accountId });
  }

  async #changeable(actor: Actor, idOrSlug: string, accountId: string): Promise<string> {
    const session = await this.sessions.findAs(actor, idOrSlug, ['host']);
    if (accountId === session.hostId) throw new DomainError('account.forbidden', 'The host stays the host.');
    return session.id;
  }
}
