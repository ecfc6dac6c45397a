import { Injectable } from '@nestjs/common';
import { ReadExporters } from '#libs/accounts';
import type { Listing } from '#libs/contracts';
import type { SessionRecord } from '#libs/sessions';
import { LearnTerms } from '#libs/translation';
import { termsOfListing } from './listing-terms.js';

/** The words of a product become words of the session that shows it. */
@Injectable()
export class TeachGlossary {
  constructor(
    private readonly exporters: ReadExporters,
    private readonly glossary: LearnTerms,
  ) {}

  /** @throws DomainError `glossary.full` */
  async teach({ id, languages }: SessionRecord, code: string, listing: Listing): Promise<void> {
    const { name: brand } = await this.exporters.byId(listing.exporterId);
    await this.glossary.learn(id, termsOfListing({ listing, code, brand, languages }));
  }
}
