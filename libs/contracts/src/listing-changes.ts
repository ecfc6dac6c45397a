import { z } from 'zod';
import { Country } from './countries.js';
import { LanguageTag } from './language.js';
import { AltText, ImageId, maxImages } from './listing-images.js';
import { HsCode, maxVariants, OnHand, Price, Sku, WriteListingText } from './listings.js';
import { CurrencyCode } from './money.js';
import { Id, plainText } from './primitives.js';

/** A variant that is there, by its id, with what changes of it; or a new one. Prices that are not named stay. */
export const ChangeVariant = z
  .object({
    id: Id.optional().meta({ description: 'none: a new variant, which needs `sku` and `name`' }),
    sku: Sku.optional(),
    name: plainText(40).optional(),
    names: z.record(LanguageTag, plainText(40)).optional(),
    onHand: OnHand.optional(),
    prices: z.record(CurrencyCode, Price.nullable()).optional().meta({ description: 'null: no price any more' }),
  })
  .refine(({ id, sku, name }) => id !== undefined || (sku !== undefined && name !== undefined), {
    path: ['sku'],
    message: 'a new variant needs a SKU and a name',
  })
  .meta({ id: 'ChangeVariant' });
export type ChangeVariant = z.infer<typeof ChangeVariant>;

/**
 * Changes of a listing: all of them or none. What is not named stays. `text` is what it says in its own language;
 * `images` are all that it keeps, in their order.
 */
export const ChangeListing = z
  .object({
    baseVersion: z.int().meta({ description: 'the version that was read: a newer one is not overwritten' }),
    text: WriteListingText.optional(),
    hsCode: HsCode.nullable().optional(),
    originCountry: Country.nullable().optional(),
    archived: z.boolean().optional(),
    images: z
      .array(z.object({ id: ImageId, alt: AltText }))
      .max(maxImages)
      .optional(),
    variants: z.array(ChangeVariant).min(1).max(maxVariants).optional(),
  })
  .meta({ id: 'ChangeListing' });
export type ChangeListing = z.infer<typeof ChangeListing>;
