import type { Hold, HoldState } from '#libs/contracts';
import { defineLifecycle } from '#libs/platform';

/**
 * An ended hold is confirmed only by a payment that was captured late, and takes its units anew then. A confirmed one is
 * released when its order is called off before it is shipped.
 */
export const holdLifecycle = defineLifecycle<HoldState>({
  name: 'holds',
  initial: 'HELD',
  resting: ['CONFIRMED', 'RELEASED', 'EXPIRED'],
  moves: {
    HELD: ['PAYING', 'CONFIRMED', 'RELEASED', 'EXPIRED'],
    PAYING: ['HELD', 'CONFIRMED', 'RELEASED', 'EXPIRED'],
    CONFIRMED: ['RELEASED'],
    RELEASED: ['CONFIRMED'],
    EXPIRED: ['CONFIRMED'],
  },
});

/** Holds that keep units from others. */
export const openHoldStates = ['HELD', 'PAYING'] as const satisfies readonly HoldState[];

export const isOpen = ({ state }: { state: HoldState }): boolean => state === 'HELD' || state === 'PAYING';

/** The units that it keeps from others. */
export const reservedBy = (hold: Pick<Hold, 'state' | 'reserved' | 'qty'>): number =>
  hold.reserved && isOpen(hold) ? hold.qty : 0;
