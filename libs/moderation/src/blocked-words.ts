import { Injectable } from '@nestjs/common';
import { type Actor, DomainError } from '#libs/contracts';
import { Sessions } from '#libs/sessions';
import { ModerationStore } from './moderation.store.js';
import { staff } from './standing.js';
import { comparable } from './word-match.js';

/** The words that viewers can not write in a session. Only the staff sees the list. */
@Injectable()
export class BlockedWords {
  constructor(
    private readonly sessions: Sessions,
    private readonly store: ModerationStore,
  ) {}

  /** @throws DomainError `session.not-found`, `account.forbidden` */
  async read(actor: Actor, idOrSlug: string): Promise<string[]> {
    const session = await this.sessions.findAs(actor, idOrSlug, staff);
    return this.store.blockedWords(session.id);
  }

  /** Replaces the whole list. @throws DomainError `session.not-found`, `account.forbidden`, `request.invalid` */
  async put(actor: Actor, idOrSlug: string, words: readonly string[]): Promise<string[]> {
    const session = await this.sessions.findAs(actor, idOrSlug, staff);
    const fields = words.flatMap((word, index) =>
      comparable(word) === '' ? [{ pointer: `/words/${index}`, reason: 'nothing in it can be seen' }] : [],
    );
    if (fields.length > 0) throw new DomainError('request.invalid', undefined, { fields });
    const kept = [...new Set(words)];
    await this.store.putBlockedWords(session.id, kept, { actor, action: 'blocked-words.put', sessionId: session.id });
    return kept;
  }
}
