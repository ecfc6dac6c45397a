import type { Hold, LineUpItem } from '#libs/contracts';
import { listingText, variantName } from './localised.js';

/** Which goods, wherever they are named: in a hold, in a place in the line. */
export type Held = Pick<Hold, 'code' | 'variantId' | 'variantName'>;

/** The title of an item by its code. */
export function titleOf(lineUp: readonly LineUpItem[], code: string | null, lang: string): string {
  const item = lineUp.find((candidate) => candidate.code === code);
  return (item && listingText(item, lang)?.title) ?? code ?? '';
}

/** What is held, in the reader's language where the line-up knows it. */
export function itemName(lineUp: readonly LineUpItem[], held: Held, lang: string): string {
  const item = lineUp.find(({ code }) => code === held.code);
  const variant = item?.listing.variants.find(({ id }) => id === held.variantId);
  return `${titleOf(lineUp, held.code, lang)} · ${variant === undefined ? held.variantName : variantName(variant, lang)}`;
}
