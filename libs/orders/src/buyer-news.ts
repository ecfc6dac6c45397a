import { uuidv7 } from 'uuidv7';
import { channels, type ViewerEvent } from '#libs/contracts';
import type { OutboxEvent } from '#libs/database';
import type { z } from 'zod';

/** An event that only the buyer hears of. */
export const toBuyer = (sessionId: string, buyerId: string, event: z.infer<typeof ViewerEvent>): OutboxEvent => ({
  id: uuidv7(),
  sessionId,
  channel: channels.viewer(buyerId),
  event,
});
