import { Body, Controller, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { Allow, Caller } from '#libs/accounts';
import {
  type Actor,
  ChangeListing as ChangeListingBody,
  CreateListing as CreateListingBody,
  CreateVariant,
  DraftedListingTexts,
  DraftListingTexts as DraftListingTextsBody,
  Id,
  LanguageTag,
  Listing,
  ListingSearch,
  ListingsQuery,
  type Page,
  pageOf,
  ReviewListingText as ReviewListingTextBody,
  Variant,
  WriteListingText as WriteListingTextBody,
} from '#libs/contracts';
import {
  AddVariant,
  ChangeListing,
  CreateListing,
  DraftListingTexts,
  ReadListings,
  SearchListings,
  ReviewListingText,
  WriteListingText,
} from '#libs/listings';
import { Answers } from '../answers.decorator.js';

@Controller('v1')
export class ListingsController {
  constructor(
    private readonly creation: CreateListing,
    private readonly listings: ReadListings,
    private readonly finding: SearchListings,
    private readonly changes: ChangeListing,
    private readonly texts: WriteListingText,
    private readonly drafts: DraftListingTexts,
    private readonly reviews: ReviewListingText,
    private readonly variants: AddVariant,
  ) {}

  @Post('exporters/:exporter/listings')
  @Allow('person', 'api-key')
  @Answers(201, Listing)
  create(
    @Caller() actor: Actor,
    @Param('exporter', { schema: Id }) exporter: string,
    @Body({ schema: CreateListingBody }) body: CreateListingBody,
  ): Promise<Listing> {
    return this.creation.create(actor, exporter, body);
  }

  /** Newest first: those that are for sale, or with `archived=true` those that no longer are. */
  @Get('exporters/:exporter/listings')
  @Allow('anyone')
  @Answers(200, pageOf(Listing))
  list(
    @Caller() actor: Actor,
    @Param('exporter', { schema: Id }) exporter: string,
    @Query({ schema: ListingsQuery }) query: ListingsQuery,
  ): Promise<Page<Listing>> {
    return this.listings.ofExporter(actor, exporter, query);
  }

  /** What a host could show, by what people call it, newest first. */
  @Get('listings')
  @Allow('person')
  @Answers(200, pageOf(Listing))
  search(@Query({ schema: ListingSearch }) query: ListingSearch): Promise<Page<Listing>> {
    return this.finding.search(query);
  }

  @Get('listings/:listing')
  @Allow('anyone')
  @Answers(200, Listing)
  read(@Param('listing', { schema: Id }) listing: string): Promise<Listing> {
    return this.listings.byId(listing);
  }

  /** Several changes at once, by somebody who has seen the newest version; what is not named stays. */
  @Patch('listings/:listing')
  @Allow('person', 'api-key')
  @Answers(200, Listing)
  change(
    @Caller() actor: Actor,
    @Param('listing', { schema: Id }) listing: string,
    @Body({ schema: ChangeListingBody }) body: ChangeListingBody,
  ): Promise<Listing> {
    return this.changes.change(actor, listing, body);
  }

  /** What the listing says in one language, written by a person: machine text never overwrites it. */
  @Put('listings/:listing/texts/:lang')
  @Allow('person', 'api-key')
  @Answers(200, Listing)
  writeText(
    @Caller() actor: Actor,
    @Param('listing', { schema: Id }) listing: string,
    @Param('lang', { schema: LanguageTag }) lang: string,
    @Body({ schema: WriteListingTextBody }) body: WriteListingTextBody,
  ): Promise<Listing> {
    return this.texts.write(actor, listing, lang, body);
  }

  /** Machines write drafts in these languages, from what the listing says in its own. Asking again is safe. */
  @Post('listings/:listing/translations')
  @Allow('person', 'api-key')
  @Answers(202, DraftedListingTexts)
  draftTexts(
    @Caller() actor: Actor,
    @Param('listing', { schema: Id }) listing: string,
    @Body({ schema: DraftListingTextsBody }) body: DraftListingTextsBody,
  ): Promise<DraftedListingTexts> {
    return this.drafts.draft(actor, listing, body);
  }

  /** A person lets a draft stand as they read it: no machine changes it from then on. */
  @Post('listings/:listing/texts/:lang/review')
  @Allow('person', 'api-key')
  @Answers(200, Listing)
  reviewText(
    @Caller() actor: Actor,
    @Param('listing', { schema: Id }) listing: string,
    @Param('lang', { schema: LanguageTag }) lang: string,
    @Body({ schema: ReviewListingTextBody }) body: ReviewListingTextBody,
  ): Promise<Listing> {
    return this.reviews.review(actor, listing, lang, body);
  }

  @Post('listings/:listing/variants')
  @Allow('person', 'api-key')
  @Answers(201, Variant)
  addVariant(
    @Caller() actor: Actor,
    @Param('listing', { schema: Id }) listing: string,
    @Body({ schema: CreateVariant }) body: CreateVariant,
  ): Promise<Variant> {
    return this.variants.add(actor, listing, body);
  }
}
