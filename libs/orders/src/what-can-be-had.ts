import type { Hold, Stock } from '#libs/contracts';
import { isOpen } from './hold-lifecycle.js';

/** Whether units are set aside for the hold. */
export const keepsUnits = (hold: Pick<Hold, 'state' | 'reserved'>): boolean => isOpen(hold) && hold.reserved;

/**
 * Which of the holds that were paid for can be delivered: those that keep their units, and of the others, oldest first,
 * those for which there is enough left. A hold is had whole or not at all. Pure.
 */
export function whatCanBeHad(
  holds: readonly Hold[],
  stocks: ReadonlyMap<string, Pick<Stock, 'onHand' | 'held' | 'sold'>>,
): { had: Hold[]; gone: Hold[] } {
  const left = new Map([...stocks].map(([id, { onHand, held, sold }]) => [id, onHand - held - sold]));
  const had: Hold[] = [];
  const gone: Hold[] = [];
  for (const hold of holds) {
    const free = left.get(hold.variantId) ?? 0;
    if (!keepsUnits(hold) && free < hold.qty) {
      gone.push(hold);
      continue;
    }
    if (!keepsUnits(hold)) left.set(hold.variantId, free - hold.qty);
    had.push(hold);
  }
  return { had, gone };
}
