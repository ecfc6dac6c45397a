import { Injectable } from '@nestjs/common';
import type { Actor, InterpretersDesk } from '#libs/contracts';
import { Sessions } from '#libs/sessions';
import { ACTIVE_SECONDS } from './active-seats.js';
import { InterpretingStore } from './interpreting.store.js';

/** What waits for the interpreters of a language. Who reads it is at work. */
@Injectable()
export class ReadDesk {
  constructor(
    private readonly sessions: Sessions,
    private readonly store: InterpretingStore,
  ) {}

  /** @throws DomainError `session.not-found`, `session.wrong-state`, `account.forbidden` */
  async read(actor: Actor, idOrSlug: string, lang: string): Promise<InterpretersDesk> {
    const session = await this.sessions.findLive(idOrSlug);
    await this.sessions.requireRole(actor, session.id, ['interpreter', 'host']);
    const seat = { sessionId: session.id, lang };
    if ('accountId' in actor) await this.store.sitDown(seat, actor.accountId);
    return { texts: await this.store.waiting(seat), activeSeconds: ACTIVE_SECONDS };
  }
}
