import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, type LineUpItem, type PutLineUpItem as PutLineUpItemInput } from '#libs/contracts';
import { LineUpEditing } from './line-up-editing.js';
import { LineUpStore } from './line-up.store.js';
import { ReadListings } from './read-listings.js';

/** Gives a listing its code in a session, or another place in the order. */
@Injectable()
export class PutLineUpItem {
  constructor(
    private readonly editing: LineUpEditing,
    private readonly listings: ReadListings,
    private readonly store: LineUpStore,
  ) {}

  /** @throws DomainError `session.code-taken`, `listing.not-found`, or as `LineUpEditing` does */
  async put(actor: Actor, idOrSlug: string, code: string, input: PutLineUpItemInput): Promise<LineUpItem> {
    const session = await this.editing.session(actor, idOrSlug);
    const listing = await this.listings.byId(input.listingId);
    await this.store.put(session.id, code, listing.id, input.position);
    const item = await this.store.find(session.id, code);
    if (item === null) throw new DomainError('session.code-not-found');
    return item;
  }
}
