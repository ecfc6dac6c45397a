import { Injectable } from '@nestjs/common';
import { type Actor, DomainError } from '#libs/contracts';
import { Sessions } from '#libs/sessions';
import { InterpretingStore } from './interpreting.store.js';

/** An interpreter's words for a text that waits. The first answer counts. */
@Injectable()
export class AnswerText {
  constructor(
    private readonly sessions: Sessions,
    private readonly store: InterpretingStore,
  ) {}

  /**
   * @param answer `null` leaves it to the machines
   * @throws DomainError `session.not-found`, `session.wrong-state`, `account.forbidden`, `interpreting.not-waiting`
   */
  async answer(actor: Actor, idOrSlug: string, lang: string, id: string, answer: string | null): Promise<void> {
    const session = await this.sessions.findLive(idOrSlug);
    await this.sessions.requireRole(actor, session.id, ['interpreter', 'host']);
    const taken = await this.store.answer({ sessionId: session.id, lang }, { id, answer });
    if (!taken) throw new DomainError('interpreting.not-waiting');
  }
}
