import type { Offer } from '#libs/contracts';
import type { MessageKey } from './messages.js';

export type WayIn = 'claim' | 'addToBasket' | 'joinDraw' | 'joinLine';

/** What pressing the button does now; null when nothing can be had. */
export function wayIn(offer: Offer | undefined, available: number): WayIn | null {
  if (offer === undefined) return null;
  if (offer.mode === 'FAIR_WINDOW' && offer.logHead === null) return 'joinDraw';
  if (available > 0) return offer.mode === 'FIRST_PAID' ? 'addToBasket' : 'claim';
  return offer.mode === 'FIRST_PAID' ? null : 'joinLine';
}

const FEW = 10;

export const isScarce = (available: number): boolean => available <= FEW;

/** How to say that so many units are left. */
export function stockWord(available: number): MessageKey {
  if (available <= 0) return 'soldOut';
  return isScarce(available) ? 'fewLeft' : 'left';
}
