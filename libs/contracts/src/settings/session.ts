import { z } from 'zod';
import { whole } from './values.js';

/** The log of a session, its audience and its process. */
export const sessionSettings = {
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('The least severe log level that is written.'),
  SESSION_LOG_KEEP: whole(2000, 100, 100_000).describe('Entries of each channel kept for replay.'),
  FANOUT_TICK_MS: whole(50, 0, 1000).describe(
    'How long the hub gathers events for a busy audience before it writes one frame.',
  ),
  JOINS_PER_SECOND: whole(500, 1, 100_000).describe(
    'How many viewers one realtime node lets in each second; the others wait in order, or are asked to come back.',
  ),
  JOINS_PER_ADDRESS: whole(2000, 1, 1_000_000).describe(
    'Sockets and event streams that may be opened from one address in ten seconds: a hall or a whole mobile network may be behind it.',
  ),
  PRESENCE_SECONDS: whole(2, 1, 60).describe(
    'How often a realtime node reports its viewers; they are forgotten after four times that.',
  ),
  LANGUAGE_IDLE_SECONDS: whole(60, 0, 3600).describe(
    'How long a language is still translated after its last viewer left.',
  ),
};
