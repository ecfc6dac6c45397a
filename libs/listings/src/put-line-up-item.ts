import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, type LineUpItem, type PutLineUpItem as PutLineUpItemInput } from '#libs/contracts';
import { Outbox } from '#libs/session-log';
import { LineUpEditing } from './line-up-editing.js';
import { LineUpStore } from './line-up.store.js';
import { ReadListings } from './read-listings.js';
import { TeachGlossary } from './teach-glossary.js';

/** Gives a listing its code in a session, or another place in the order. Its words become words of the session. */
@Injectable()
export class PutLineUpItem {
  constructor(
    private readonly editing: LineUpEditing,
    private readonly listings: ReadListings,
    private readonly store: LineUpStore,
    private readonly glossary: TeachGlossary,
    private readonly outbox: Outbox,
  ) {}

  /** @throws DomainError `session.code-taken`, `listing.not-found`, `listing.archived`, `glossary.full`, or as `LineUpEditing` does */
  async put(actor: Actor, idOrSlug: string, code: string, input: PutLineUpItemInput): Promise<LineUpItem> {
    const session = await this.editing.session(actor, idOrSlug);
    const listing = await this.listings.byId(input.listingId);
    if (listing.archivedAt !== null) throw new DomainError('listing.archived');
    await this.outbox.deliver(await this.store.put(session.id, code, listing, input.position));
    await this.glossary.teach(session, code, listing);
    const item = await this.store.find(session.id, code);
    if (item === null) throw new DomainError('session.code-not-found');
    return item;
  }
}
