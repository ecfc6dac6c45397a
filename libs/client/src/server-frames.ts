import { Channel, ServerMessage } from '#libs/contracts';
import { z } from 'zod';

const Place = z.object({
  type: z.literal('event'),
  entry: z.object({ channel: Channel.transform((name) => name as Channel), epoch: z.string(), seq: z.int() }),
});

/** An entry whose event this version does not know: its place in the log counts all the same. */
export interface UnknownEvent {
  type: 'unknown-event';
  entry: z.infer<typeof Place>['entry'];
}

/** What a server frame says. Messages of a later protocol are passed over, so that an old client keeps working. */
export function readFrame(data: unknown): (ServerMessage | UnknownEvent)[] {
  return parseArray(data).flatMap((item): (ServerMessage | UnknownEvent)[] => {
    const message = ServerMessage.safeParse(item);
    if (message.success) return [message.data];
    const place = Place.safeParse(item);
    return place.success ? [{ type: 'unknown-event', entry: place.data.entry }] : [];
  });
}

function parseArray(data: unknown): unknown[] {
  if (typeof data !== 'string') return [];
  try {
    const parsed: unknown = JSON.parse(data);
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}
