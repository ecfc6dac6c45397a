import { z } from 'zod';
import { CountryCode, LanguageTag } from './language.js';
import { CurrencyCode, MinorUnits, Money } from './money.js';
import { Id, PageQuery, plainText, Slug } from './primitives.js';

/** A title and a description in one language. Machine text is marked and never overwrites a person's. */
export const ListingText = z
  .object({ title: z.string(), description: z.string(), machine: z.boolean(), reviewed: z.boolean() })
  .meta({ id: 'ListingText' });
export type ListingText = z.infer<typeof ListingText>;
export const WriteListingText = z
  .object({ title: plainText(120), description: plainText(2000) })
  .meta({ id: 'WriteListingText' });
export type WriteListingText = z.infer<typeof WriteListingText>;

/** The languages that machines are to write drafts in, from what the listing says in its own. */
export const DraftListingTexts = z
  .object({ languages: z.array(LanguageTag).min(1).max(40) })
  .meta({ id: 'DraftListingTexts' });
export type DraftListingTexts = z.infer<typeof DraftListingTexts>;
export const DraftedListingTexts = z
  .object({
    requested: z.array(LanguageTag).meta({ description: 'on their way' }),
    kept: z.array(LanguageTag).meta({ description: 'up to date, or in the words of a person' }),
  })
  .meta({ id: 'DraftedListingTexts' });
export type DraftedListingTexts = z.infer<typeof DraftedListingTexts>;

/** A draft as its reviewer read it. */
export const ReviewListingText = z
  .object({ title: z.string(), description: z.string() })
  .meta({ id: 'ReviewListingText' });
export type ReviewListingText = z.infer<typeof ReviewListingText>;

/** Units on hand, and of these held (in a claim) and sold. `available` is what can still be claimed. */
export const Stock = z
  .object({ onHand: z.int(), held: z.int(), sold: z.int(), available: z.int() })
  .meta({ id: 'Stock' });
export type Stock = z.infer<typeof Stock>;

export const Variant = z
  .object({
    id: Id,
    sku: z.string(),
    name: z.string(),
    names: z.record(z.string(), z.string()).meta({ description: 'localised names by language tag' }),
    prices: z.array(Money),
    stock: Stock,
  })
  .meta({ id: 'Variant' });
export type Variant = z.infer<typeof Variant>;

export const Listing = z
  .object({
    id: Id,
    exporterId: Id,
    slug: Slug,
    sourceLang: LanguageTag,
    texts: z.record(z.string(), ListingText).meta({ description: 'by language tag' }),
    image: z.string().nullable(),
    hsCode: z.string().nullable(),
    originCountry: CountryCode.nullable(),
    variants: z.array(Variant),
  })
  .meta({ id: 'Listing' });
export type Listing = z.infer<typeof Listing>;

export const CreateVariant = z
  .object({
    sku: z.string().trim().min(1).max(64),
    name: plainText(40),
    names: z.record(LanguageTag, plainText(40)).default({}),
    onHand: z.int().min(0).max(10_000_000),
    prices: z.record(CurrencyCode, MinorUnits.min(1)),
  })
  .meta({ id: 'CreateVariant' });
export type CreateVariant = z.infer<typeof CreateVariant>;

export const CreateListing = z
  .object({
    slug: Slug,
    sourceLang: LanguageTag,
    texts: z.record(LanguageTag, WriteListingText),
    image: z
      .string()
      .max(300)
      .regex(/^(?:https:\/\/|\/)[^\s"'<>]+$/)
      .optional(),
    hsCode: z
      .string()
      .regex(/^\d{6,10}$/)
      .optional(),
    originCountry: CountryCode.optional(),
    variants: z.array(CreateVariant).min(1).max(50),
  })
  .refine((listing) => listing.texts[listing.sourceLang] !== undefined, {
    path: ['texts'],
    message: 'needs a text in sourceLang',
  })
  .meta({ id: 'CreateListing' });
export type CreateListing = z.infer<typeof CreateListing>;

/** Words that all have to occur: in a title of any language, the name of an exporter, a variant or its SKU. */
export const ListingSearch = PageQuery.extend({ q: z.string().trim().max(100).default('') });
export type ListingSearch = z.infer<typeof ListingSearch>;

export const SetStock = z.object({ onHand: z.int().min(0).max(10_000_000) }).meta({ id: 'SetStock' });
export const SetPrice = z.object({ amount: MinorUnits.min(1) }).meta({ id: 'SetPrice' });
