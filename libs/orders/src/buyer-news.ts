import { uuidv7 } from 'uuidv7';
import { channels, type Hold, type Order, type ViewerEvent } from '#libs/contracts';
import type { OutboxEvent } from '#libs/database';
import type { z } from 'zod';

/** An event that only the buyer hears of. */
export const toBuyer = (sessionId: string, buyerId: string, event: z.infer<typeof ViewerEvent>): OutboxEvent => ({
  id: uuidv7(),
  sessionId,
  channel: channels.viewer(buyerId),
  event,
});

type HoldReason = Extract<z.infer<typeof ViewerEvent>, { type: 'hold.changed' }>['reason'];

export const holdChanged = (buyerId: string, hold: Hold, reason: HoldReason = null): OutboxEvent =>
  toBuyer(hold.sessionId, buyerId, { type: 'hold.changed', hold, reason });

export const orderChanged = ({ buyerId, order }: { buyerId: string; order: Order }): OutboxEvent =>
  toBuyer(order.sessionId, buyerId, { type: 'order.changed', order });
