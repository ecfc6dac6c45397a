import { Injectable } from '@nestjs/common';
import { type Actor, type ChangeSession as Changes, DomainError, type Session } from '#libs/contracts';
import { Outbox } from '#libs/session-log';
import { publicSession, sellers, sessionTold } from './session.js';
import { Sessions } from './sessions.js';
import { SessionsStore } from './sessions.store.js';

/** Plans change until a session begins; whoever waits for it is told. */
@Injectable()
export class ChangeSession {
  constructor(
    private readonly sessions: Sessions,
    private readonly store: SessionsStore,
    private readonly outbox: Outbox,
  ) {}

  /** @throws DomainError `session.not-found`, `account.forbidden`, `session.wrong-state`, `session.slug-taken` */
  async change(actor: Actor, idOrSlug: string, changes: Changes): Promise<Session> {
    const session = await this.sessions.findAs(actor, idOrSlug, sellers);
    const changed = await this.store.change(session, changes, (next) => sessionTold('session.changed', next));
    if (changed === null)
      throw new DomainError('session.wrong-state', 'Only a session that has not begun can be changed.');
    await this.outbox.deliver([changed.event]);
    return publicSession(changed.session);
  }
}
