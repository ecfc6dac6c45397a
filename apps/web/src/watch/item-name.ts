import type { Hold } from '#libs/contracts';
import { listingText, variantName } from '#libs/pages';
import type { WatchRoom } from './watch-room.js';

/** What is held, in the reader's language where the line-up knows it. */
export function itemName(room: WatchRoom, hold: Pick<Hold, 'code' | 'variantId' | 'variantName'>): string {
  const lang = room.served.value;
  const item = room.lineUp.find(({ code }) => code === hold.code);
  const variant = item?.listing.variants.find(({ id }) => id === hold.variantId);
  const title = item === undefined ? hold.code : (listingText(item, lang)?.title ?? hold.code);
  return `${title} · ${variant === undefined ? hold.variantName : variantName(variant, lang)}`;
}

/** The title of an item by its code. */
export function titleOf(room: WatchRoom, code: string | null): string {
  const item = room.lineUp.find((candidate) => candidate.code === code);
  return (item && listingText(item, room.served.value)?.title) ?? code ?? '';
}
