import type { Order, OrderRequestKind } from '#libs/contracts';
import type { MessageKey } from './messages.js';

type Step = { word: MessageKey; at: string | null };

/** The way of an order to the doorstep, and when each step was reached. */
export const orderPath = ({ confirmedAt, shippedAt, deliveredAt }: Order): Step[] => [
  { word: 'state.confirmed', at: confirmedAt },
  { word: 'step.shipped', at: shippedAt },
  { word: 'step.delivered', at: deliveredAt },
];

/**
 * What its buyer may ask of an order. Whether the time for it is over, and whether a law gives a right to withdraw, the
 * server knows.
 */
export function askable({ state, shippedAt, requests }: Order): OrderRequestKind[] {
  if (state !== 'confirmed' || requests.some((request) => request.state === 'requested')) return [];
  return shippedAt === null ? ['cancellation'] : ['return', 'withdrawal'];
}
