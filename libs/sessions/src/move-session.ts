import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, type Session, type SessionState } from '#libs/contracts';
import { mayMove } from '#libs/platform';
import { Outbox } from '#libs/session-log';
import { publicSession, sellers, sessionLifecycle, sessionTold } from './session.js';
import { Sessions } from './sessions.js';
import { SessionsStore } from './sessions.store.js';

/** Goes live, ends, or is called off before it began. Asking for the state a session is in already changes nothing. */
@Injectable()
export class MoveSession {
  constructor(
    private readonly sessions: Sessions,
    private readonly store: SessionsStore,
    private readonly outbox: Outbox,
  ) {}

  start(actor: Actor, idOrSlug: string): Promise<Session> {
    return this.#move(actor, idOrSlug, 'live', 'session.started');
  }

  end(actor: Actor, idOrSlug: string): Promise<Session> {
    return this.#move(actor, idOrSlug, 'ended', 'session.ended');
  }

  cancel(actor: Actor, idOrSlug: string): Promise<Session> {
    return this.#move(actor, idOrSlug, 'cancelled', 'session.cancelled');
  }

  async #move(
    actor: Actor,
    idOrSlug: string,
    to: SessionState,
    type: 'session.started' | 'session.ended' | 'session.cancelled',
  ): Promise<Session> {
    const session = await this.sessions.findAs(actor, idOrSlug, sellers);
    if (session.state === to) return publicSession(session);
    if (!mayMove(sessionLifecycle, session.state, to))
      throw new DomainError('session.wrong-state', `A session that is ${session.state} can not become ${to}.`);
    const moved = await this.store.move(session, to, (next) => sessionTold(type, next));
    // another caller was faster: what they made of it decides
    if (moved === null) return this.#move(actor, idOrSlug, to, type);
    await this.outbox.deliver([moved.event]);
    return publicSession(moved.session);
  }
}
