import { z } from 'zod';
import { CompactRun } from './compact-run.js';
import { LogEntry } from './events.js';
import { ServerMessage } from './realtime.js';

/**
 * The place of an entry that a slow reader is spared: a partial caption that a newer one
 * has replaced. It has no event, and counts as read: its `seq` is no gap.
 */
export const LeftOutEntry = z
  .object({ type: z.literal('event'), entry: LogEntry.pick({ channel: true, epoch: true, seq: true }) })
  .meta({
    id: 'LeftOutEntry',
    description: 'The place of an entry that was left out because a newer one replaces it: read on as if it had come.',
  });

/**
 * One frame from the server: what happened, in order. The text profile gets runs in place of events. A client passes
 * over what it does not know.
 */
export const ServerFrame = z.array(z.union([ServerMessage, LeftOutEntry, CompactRun])).meta({ id: 'ServerFrame' });
