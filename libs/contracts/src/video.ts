import { z } from 'zod';
import { Instant } from './primitives.js';

/** The video of a session while it is on: an HLS playlist (RFC 8216), and a WHEP endpoint where there is one. */
export const SessionVideo = z
  .object({
    since: Instant,
    hls: z.url(),
    whep: z
      .url()
      .nullable()
      .default(null)
      .meta({ description: 'for pictures within half a second: an SDP offer (application/sdp) is posted to it' }),
  })
  .meta({ id: 'SessionVideo' });
export type SessionVideo = z.infer<typeof SessionVideo>;

/** What the video of a session does to the session. As long as nobody says otherwise, nothing: its host moves it. */
export const VideoRules = z
  .object({
    startsSession: z.boolean().meta({
      description: 'whether the session goes live when somebody publishes, from half an hour before its start on',
    }),
    endsSessionAfterMinutes: z
      .int()
      .min(1)
      .max(240)
      .nullable()
      .meta({ description: 'the session ends when its video has been off for so long; null: it does not' }),
  })
  .meta({ id: 'VideoRules' });
export type VideoRules = z.infer<typeof VideoRules>;

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
