import { Module } from '@nestjs/common';
import { AccountsModule } from '#libs/accounts';
import { SessionsModule } from '#libs/sessions';
import { TranslationModule } from '#libs/translation';
import { AddVariant } from './add-variant.js';
import { ChangeListing } from './change-listing.js';
import { CreateListing } from './create-listing.js';
import { DraftListingTexts } from './draft-listing-texts.js';
import { AddImage } from './images/add-image.js';
import { ImagesStore } from './images/images.store.js';
import { ReadImage } from './images/read-image.js';
import { KeepListingDrafts } from './keep-listing-drafts.js';
import { LineUpEditing } from './line-up-editing.js';
import { LineUpStore } from './line-up.store.js';
import { ListingDraftsStore } from './listing-drafts.store.js';
import { ListingOwnership } from './listing-ownership.js';
import { ListingWritesStore } from './listing-writes.store.js';
import { ListingsStore } from './listings.store.js';
import { OrderLineUp } from './order-line-up.js';
import { PinItem } from './pin-item.js';
import { PutLineUpItem } from './put-line-up-item.js';
import { LineUp } from './read-line-up.js';
import { ReadListings } from './read-listings.js';
import { RemoveLineUpItem } from './remove-line-up-item.js';
import { RenameLineUpItem } from './rename-line-up-item.js';
import { ReviewListingText } from './review-listing-text.js';
import { SearchListings } from './search-listings.js';
import { SetPrice } from './set-price.js';
import { SetStock } from './set-stock.js';
import { StockStore } from './stock.store.js';
import { ExportListings } from './table/export-listings.js';
import { ImportListings } from './table/import-listings.js';
import { TeachGlossary } from './teach-glossary.js';
import { WriteListingText } from './write-listing-text.js';

const inside = [
  ImagesStore,
  KeepListingDrafts,
  LineUpEditing,
  LineUpStore,
  ListingDraftsStore,
  ListingWritesStore,
  ListingsStore,
  StockStore,
  TeachGlossary,
];
const useCases = [
  AddImage,
  AddVariant,
  ChangeListing,
  CreateListing,
  DraftListingTexts,
  ExportListings,
  ImportListings,
  LineUp,
  ListingOwnership,
  OrderLineUp,
  PinItem,
  PutLineUpItem,
  ReadImage,
  ReadListings,
  RemoveLineUpItem,
  RenameLineUpItem,
  ReviewListingText,
  SearchListings,
  SetPrice,
  SetStock,
  WriteListingText,
];

/** What exporters sell, and what a session shows of it. Needs a module that provides the `Outbox`. */
@Module({
  imports: [AccountsModule, SessionsModule, TranslationModule],
  providers: [...inside, ...useCases],
  exports: useCases,
})
export class ListingsModule {}
