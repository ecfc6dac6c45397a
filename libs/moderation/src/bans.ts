import { Injectable } from '@nestjs/common';
import { type Actor, type Ban, DomainError, type Page, type PageQuery } from '#libs/contracts';
import { Sessions } from '#libs/sessions';
import { ModerationStore } from './moderation.store.js';
import { staff } from './standing.js';

/** Who may read in a session, but neither write nor claim. What they hold stays theirs. */
@Injectable()
export class Bans {
  constructor(
    private readonly sessions: Sessions,
    private readonly store: ModerationStore,
  ) {}

  /**
   * Banning again changes how long.
   *
   * @param until ISO 8601; without it for good
   * @throws DomainError `session.not-found`, `account.forbidden` (also for banning the staff), `account.not-found`
   */
  async ban(actor: Actor, idOrSlug: string, accountId: string, until?: string): Promise<void> {
    const session = await this.sessions.findAs(actor, idOrSlug, staff);
    const role = await this.sessions.roleOf(session.id, accountId);
    if (role !== null) throw new DomainError('account.forbidden', 'Whoever has a role in the session is not banned.');
    await this.store.ban(session.id, accountId, until === undefined ? null : new Date(until), {
      actor,
      action: 'ban.placed',
      sessionId: session.id,
      subjectId: accountId,
    });
  }

  /**
   * The bans that are not over, of the newest accounts first. Only the staff sees them.
   *
   * @throws DomainError `session.not-found`, `account.forbidden`
   */
  async list(actor: Actor, idOrSlug: string, query: PageQuery): Promise<Page<Ban>> {
    const session = await this.sessions.findAs(actor, idOrSlug, staff);
    return this.store.pageOfBans(session.id, query);
  }

  /** Lifting a ban that is none changes nothing. @throws DomainError `session.not-found`, `account.forbidden` */
  async lift(actor: Actor, idOrSlug: string, accountId: string): Promise<void> {
    const session = await this.sessions.findAs(actor, idOrSlug, staff);
    await this.store.liftBan(session.id, accountId, {
      actor,
      action: 'ban.lifted',
      sessionId: session.id,
      subjectId: accountId,
    });
  }
}
