import { z } from 'zod';
import { Instant } from './primitives.js';

/** The video of a session while it is on: an HLS playlist (RFC 8216). */
export const SessionVideo = z.object({ since: Instant, hls: z.url() }).meta({ id: 'SessionVideo' });
export type SessionVideo = z.infer<typeof SessionVideo>;

/** The media servers that can be set up to tell us of their streams. */
export const VideoServerName = z.enum(['nginx-rtmp', 'srs', 'mediamtx', 'livekit']);
export type VideoServerName = z.infer<typeof VideoServerName>;

/** What a host types into the program that publishes. It is told once, and the one before is worth nothing then. */
export const StreamKey = z
  .object({
    server: z.string().nullable().meta({ description: 'where to publish, when the house says so' }),
    key: z.string().meta({ description: 'the name of the stream with its secret: {name}?key={secret}' }),
  })
  .meta({ id: 'StreamKey' });
export type StreamKey = z.infer<typeof StreamKey>;

/** Media servers can be given an address, seldom a header: the secret stands in the query, which no log line has. */
export const VideoHookQuery = z.object({ secret: z.string().max(200).optional() });
