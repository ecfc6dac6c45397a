import { Injectable } from '@nestjs/common';
import type { ListingToTranslate } from '#libs/contracts';

/** What a machine made of a text of a listing. */
export type TranslatedListing = Pick<ListingToTranslate, 'listing' | 'field' | 'version'> & {
  lang: string;
  text: string;
  engine: string;
  machine: boolean;
};
type Taker = (translated: readonly TranslatedListing[]) => Promise<void>;

/** Where translations of listings go: to the feature of listings, which tells so when it starts. */
@Injectable()
export class ListingTranslations {
  #take: Taker | undefined;

  takenBy(take: Taker): void {
    this.#take = take;
  }

  async give(translated: readonly TranslatedListing[]): Promise<void> {
    if (this.#take === undefined) throw new Error('nobody takes translations of listings');
    await this.#take(translated);
  }
}
