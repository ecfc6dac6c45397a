import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, type EmergencyReason, type Session, type SessionState } from '#libs/contracts';
import type { Deed } from '#libs/database';
import { mayMove } from '#libs/platform';
import { Outbox } from '#libs/session-log';
import { publicSession, sellers, sessionLifecycle, type SessionRecord, sessionTold } from './session.js';
import { Sessions } from './sessions.js';
import { SessionsStore } from './sessions.store.js';

type Moved = Exclude<SessionState, 'scheduled'>;
const told = { live: 'session.started', ended: 'session.ended', cancelled: 'session.cancelled' } as const;

/** Goes live, ends, or is called off before it began. Asking for the state a session is in already changes nothing. */
@Injectable()
export class MoveSession {
  constructor(
    private readonly sessions: Sessions,
    private readonly store: SessionsStore,
    private readonly outbox: Outbox,
  ) {}

  start(actor: Actor, idOrSlug: string): Promise<Session> {
    return this.#move(() => this.sessions.findAs(actor, idOrSlug, sellers), 'live', { actor });
  }

  /** @param detail why an operator ends it, who is not asked for that when it is their own */
  end(actor: Actor, idOrSlug: string, detail?: EmergencyReason): Promise<Session> {
    const by = { actor, ...(detail && { detail }) };
    return this.#move(() => this.sessions.findAs(actor, idOrSlug, sellers), 'ended', by);
  }

  cancel(actor: Actor, idOrSlug: string): Promise<Session> {
    return this.#move(() => this.sessions.findAs(actor, idOrSlug, sellers), 'cancelled', { actor });
  }

  /** What its host has said before should happen now: nobody asks, so that nobody has to be allowed to. */
  asPlanned(id: string, to: Moved): Promise<Session> {
    return this.#move(() => this.sessions.find(id), to);
  }

  /** @param by nobody when it happens by itself: the audit is of what people do */
  async #move(find: () => Promise<SessionRecord>, to: Moved, by?: Pick<Deed, 'actor' | 'detail'>): Promise<Session> {
    const session = await find();
    if (session.state === to) return publicSession(session);
    if (!mayMove(sessionLifecycle, session.state, to))
      throw new DomainError('session.wrong-state', `A session that is ${session.state} can not become ${to}.`);
    const deed: Deed | null = by === undefined ? null : { ...by, action: told[to], sessionId: session.id };
    const moved = await this.store.move(session, to, (next) => sessionTold(told[to], next), deed);
    // another caller was faster: what they made of it decides
    if (moved === null) return this.#move(find, to, by);
    await this.outbox.deliver([moved.event]);
    return publicSession(moved.session);
  }
}
