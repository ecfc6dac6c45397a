import { z } from 'zod';
import { Country } from './countries.js';
import { CountryCode, LanguageTag } from './language.js';
import { CurrencyCode, MinorUnits, Money } from './money.js';
import { ListingImage } from './listing-images.js';
import { Id, Instant, PageQuery, plainText, Slug } from './primitives.js';

/** A title and a description in one language. Machine text is marked and never overwrites a person's. */
export const ListingText = z
  .object({
    title: z.string(),
    description: z.string(),
    machine: z.boolean(),
    reviewed: z.boolean(),
    stale: z
      .boolean()
      .default(false)
      .meta({ description: 'what the listing says in its own language has changed since' }),
  })
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
    image: z.string().nullable().meta({ description: 'where its first picture is' }),
    images: z.array(ListingImage).default([]),
    hsCode: z.string().nullable(),
    originCountry: CountryCode.nullable(),
    version: z.int().default(1).meta({ description: 'counts what people changed: say it when you change more' }),
    archivedAt: Instant.nullable().default(null),
    variants: z.array(Variant),
  })
  .meta({ id: 'Listing' });
export type Listing = z.infer<typeof Listing>;

/** An exporter's own name of a variant. */
export const Sku = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u, 'no control characters');
export const OnHand = z.int().min(0).max(10_000_000);
export const Price = MinorUnits.min(1);
/** Digits of the Harmonized System (WCO), with what a country adds to the six that all share. */
export const HsCode = z.string().regex(/^\d{6,10}$/, '6 to 10 digits');
/** Variants that one listing may have. */
export const maxVariants = 50;

export const CreateVariant = z
  .object({
    sku: Sku,
    name: plainText(40),
    names: z.record(LanguageTag, plainText(40)).default({}),
    onHand: OnHand,
    prices: z.record(CurrencyCode, Price),
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
    hsCode: HsCode.optional(),
    originCountry: Country.optional(),
    variants: z.array(CreateVariant).min(1).max(maxVariants),
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

export const SetStock = z.object({ onHand: OnHand }).meta({ id: 'SetStock' });
export const SetPrice = z.object({ amount: Price }).meta({ id: 'SetPrice' });

/** What is looked for in titles of any language, slugs and SKUs; archived listings are for their exporter's people. */
export const ListingsQuery = PageQuery.extend({
  q: z.string().trim().max(100).optional(),
  archived: z
    .enum(['true', 'false'])
    .default('false')
    .transform((word) => word === 'true'),
});
export type ListingsQuery = z.infer<typeof ListingsQuery>;
