import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, type DraftedListingTexts, type DraftListingTexts as Wanted } from '#libs/contracts';
import { RequestTranslation } from '#libs/translation';
import { ListingDraftsStore } from './listing-drafts.store.js';
import { ListingOwnership } from './listing-ownership.js';

/** Nobody waits for a draft: an engine may take its time, in milliseconds. */
const patienceMs = 60_000;

/**
 * Has machines write what a listing says in other languages, behind everything that viewers wait for. Drafts are marked
 * until a person has reviewed them, and never take the place of a person's words.
 */
@Injectable()
export class DraftListingTexts {
  constructor(
    private readonly ownership: ListingOwnership,
    private readonly store: ListingDraftsStore,
    private readonly translation: RequestTranslation,
  ) {}

  /** Asking again is safe. @throws DomainError `listing.not-found`, `account.unauthenticated`, `account.forbidden` */
  async draft(actor: Actor, listingId: string, { languages }: Wanted): Promise<DraftedListingTexts> {
    await this.ownership.listing(actor, listingId);
    const asked = [...new Set(languages)];
    const requested = await this.#request(listingId, asked);
    return { requested, kept: asked.filter((lang) => !requested.includes(lang)) };
  }

  /** What the listing says has changed: drafts follow, and what people wrote or reviewed stays. */
  async renew(listingId: string): Promise<void> {
    await this.#request(listingId, await this.store.languages(listingId));
  }

  /** Asks again for those of the languages whose draft was made from what the listing no longer says. */
  async follow(listingId: string, languages: readonly string[]): Promise<void> {
    await this.#request(listingId, languages);
  }

  async #request(listing: string, languages: readonly string[]): Promise<string[]> {
    const source = await this.store.source(listing, languages);
    if (source === null) throw new DomainError('listing.not-found');
    const receivedAt = Date.now();
    const wanted = { kind: 'listing', listing, version: source.version, receivedAt } as const;
    const deadlineAt = receivedAt + patienceMs;
    const again = String(receivedAt);
    const request = { sessionId: null, from: source.sourceLang, priority: 'listing-text', rank: 0, again } as const;
    for (const to of source.missing)
      this.translation.want(
        (['title', 'description'] as const).map((field) => ({
          ...request,
          to,
          text: { ...wanted, field, text: source[field], deadlineAt },
        })),
      );
    return source.missing;
  }
}
