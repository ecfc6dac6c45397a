import { z } from 'zod';
import { CompactEvent, expandEvent } from './compact-events.js';
import type { Channel, LogEntry } from './events.js';
import { longChannel } from './short-names.js';

/**
 * Entries of one channel that follow each other, as the text profile gets them once a second in place of `event`
 * messages: `{"c":"s.fr","s":88,"x":[3,{…},2]}` is the entries 88 to 93 of `caption.fr`, of which only 91 is told. A
 * number stands for so many entries that are left out, because something newer has replaced them. The epoch is that
 * of the welcome.
 */
export const CompactRun = z
  .object({
    c: z.string().max(60).meta({ description: 'channel, in short' }),
    s: z.int().min(0).meta({ description: 'seq of the first' }),
    x: z.array(z.union([z.int().min(1).max(100_000), CompactEvent])),
  })
  .meta({ id: 'CompactRun' });
export type CompactRun = z.infer<typeof CompactRun>;

/** Where an entry is in the log, without what it says. */
export type LogPlace = Pick<LogEntry, 'channel' | 'epoch' | 'seq'>;

const languageOf = (channel: Channel): string => channel.slice(channel.indexOf('.') + 1);

/** The entries of a run in order, and the places of those that were left out. Empty for a channel nobody knows. */
export function expandRun({ c, s, x }: CompactRun, epoch: string): (LogEntry | LogPlace)[] {
  const channel = longChannel(c);
  if (channel === undefined) return [];
  let seq = s;
  return x.flatMap((item): (LogEntry | LogPlace)[] => {
    if (typeof item === 'number') return Array.from({ length: item }, () => ({ channel, epoch, seq: seq++ }));
    return [{ channel, epoch, seq: seq++, ...expandEvent(item, languageOf(channel)) }];
  });
}
