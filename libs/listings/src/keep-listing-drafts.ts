import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ListingTranslations, type TranslatedListing } from '#libs/translation';
import { DraftListingTexts } from './draft-listing-texts.js';
import { type ListingDraft, ListingDraftsStore } from './listing-drafts.store.js';

/** Takes what machines made of listings. Half a draft is none: it is asked for again. */
@Injectable()
export class KeepListingDrafts implements OnModuleInit {
  constructor(
    private readonly translations: ListingTranslations,
    private readonly store: ListingDraftsStore,
    private readonly drafts: DraftListingTexts,
  ) {}

  onModuleInit(): void {
    this.translations.takenBy((translated) => this.keep(translated));
  }

  async keep(translated: readonly TranslatedListing[]): Promise<void> {
    const drafts = new Map<string, Pick<ListingDraft, 'listing' | 'lang' | 'version'> & Partial<ListingDraft>>();
    for (const { listing, lang, version, field, text } of translated) {
      const key = `${listing} ${lang} ${version}`;
      drafts.set(key, { ...(drafts.get(key) ?? { listing, lang, version }), [field]: text });
    }
    const whole = [...drafts.values()].filter(isWhole);
    if (whole.length === 0) return;
    await this.store.keep(whole);
    for (const { listing, lang } of whole) await this.drafts.follow(listing, [lang]);
  }
}

const isWhole = (draft: Partial<ListingDraft>): draft is ListingDraft =>
  draft.title !== undefined && draft.description !== undefined;
