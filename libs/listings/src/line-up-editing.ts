import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { type Actor, channels, DomainError, type LineUpItem } from '#libs/contracts';
import type { OutboxEvent } from '#libs/database';
import { sellers, type SessionRecord, Sessions } from '#libs/sessions';

/** Finds the session whose line-up a caller wants to change, if it is theirs to change and not over. */
@Injectable()
export class LineUpEditing {
  constructor(private readonly sessions: Sessions) {}

  /** @throws DomainError `session.not-found`, `session.wrong-state`, `account.unauthenticated` or `account.forbidden` */
  async session(actor: Actor, idOrSlug: string): Promise<SessionRecord> {
    const session = await this.sessions.findAs(actor, idOrSlug, sellers);
    if (session.state === 'ended') throw new DomainError('session.wrong-state', 'The session has ended.');
    return session;
  }
}

export const itemPinned = (sessionId: string, item: LineUpItem | null): OutboxEvent => ({
  id: uuidv7(),
  sessionId,
  channel: channels.control,
  event: { type: 'item.pinned', item },
});
