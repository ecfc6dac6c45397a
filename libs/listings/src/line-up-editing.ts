import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { type Actor, channels, DomainError, type LineUpItem, type Listing } from '#libs/contracts';
import type { OutboxEvent } from '#libs/database';
import { isOver, sellers, type SessionRecord, Sessions } from '#libs/sessions';

/** Finds the session whose line-up a caller wants to change, if it is theirs to change and not over. */
@Injectable()
export class LineUpEditing {
  constructor(private readonly sessions: Sessions) {}

  /** @throws DomainError `session.not-found`, `session.wrong-state`, `account.unauthenticated` or `account.forbidden` */
  async session(actor: Actor, idOrSlug: string): Promise<SessionRecord> {
    const session = await this.sessions.findAs(actor, idOrSlug, sellers);
    if (isOver(session.state)) throw new DomainError('session.wrong-state', 'The session is over.');
    return session;
  }
}

export const itemPinned = (sessionId: string, item: LineUpItem | null): OutboxEvent => ({
  id: uuidv7(),
  sessionId,
  channel: channels.control,
  event: { type: 'item.pinned', item },
});

/** A code and what it names: a line-up without what its listings say of themselves. */
export type NamedListing = { code: string; listingId: string };

/** @param listing the one that came in, if one did */
export const lineUpChanged = (
  sessionId: string,
  items: readonly NamedListing[],
  listing: Listing | null,
): OutboxEvent => ({
  id: uuidv7(),
  sessionId,
  channel: channels.control,
  event: { type: 'line-up.changed', items: [...items], listing },
});
