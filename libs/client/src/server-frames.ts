import { Channel, CompactRun, expandRun, type LogPlace, ServerMessage } from '#libs/contracts';
import { z } from 'zod';

const Place = z.object({
  type: z.literal('event'),
  entry: z.object({ channel: Channel.transform((name) => name as Channel), epoch: z.string(), seq: z.int() }),
});

/** An entry that was left out, or whose event this version does not know: its place in the log counts all the same. */
export interface UnknownEvent {
  type: 'unknown-event';
  entry: LogPlace;
}

/** Reads the frames of one connection. */
export class FrameReader {
  private epoch = '';

  /** What a frame says. Messages of a later protocol are passed over, so that an old client keeps working. */
  read(data: unknown): (ServerMessage | UnknownEvent)[] {
    return parseArray(data).flatMap((item) => this.messagesOf(item));
  }

  private messagesOf(item: unknown): (ServerMessage | UnknownEvent)[] {
    const run = CompactRun.safeParse(item);
    if (run.success)
      return expandRun(run.data, this.epoch).map((entry) =>
        'event' in entry ? { type: 'event', entry } : { type: 'unknown-event', entry },
      );
    const message = ServerMessage.safeParse(item);
    if (message.success) {
      if (message.data.type === 'welcome') this.epoch = message.data.heads.epoch;
      return [message.data];
    }
    const place = Place.safeParse(item);
    return place.success ? [{ type: 'unknown-event', entry: place.data.entry }] : [];
  }
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
