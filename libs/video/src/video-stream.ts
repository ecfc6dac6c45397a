import type { SessionVideo, VideoServerName } from '#libs/contracts';
import { defineLifecycle, mayMove } from '#libs/platform';
import type { VideoNews } from './video-server.js';

/** `lost` is off because nothing was heard of it: if it is alive all the same, it comes back by itself. */
export type VideoState = 'off' | 'on' | 'lost';

export const videoLifecycle = defineLifecycle<VideoState>({
  name: 'videos',
  initial: 'off',
  resting: ['off'],
  moves: { off: ['on'], on: ['off', 'lost'], lost: ['on', 'off'] },
});

/** The video of a session: who carries it, and whom that server calls its publisher, or called so last. */
export type VideoStream = {
  state: VideoState;
  server: VideoServerName | null;
  connection: string | null;
  since: Date | null;
  heardAt: Date | null;
};

/** What publishing says of a stream. */
export type StreamNews = Exclude<VideoNews, { kind: 'other' }>;

/**
 * A stream after its server said something of it. Hooks get lost, come twice and overtake each other: what was said
 * already changes nothing, and the end of an earlier connection does not end a later one.
 */
export function withNews(stream: VideoStream, server: VideoServerName, news: StreamNews, now: Date): VideoStream {
  const same = stream.server === server && stream.connection === news.connection;
  if (news.kind === 'stopped')
    return same && mayMove(videoLifecycle, stream.state, 'off') ? { ...stream, state: 'off' } : stream;
  const on = stream.state === 'on';
  if (news.kind === 'alive' && on) return { ...stream, heardAt: now };
  // it was overtaken by the end of what it tells of
  if (news.kind === 'alive' && stream.state === 'off' && same) return stream;
  return { state: 'on', server, connection: news.connection, since: on ? stream.since : now, heardAt: now };
}

/** Where viewers find the video of a session, `{name}` standing for its id. Without a playlist there is none. */
export type VideoAddresses = { VIDEO_HLS_URL?: string | undefined; VIDEO_WHEP_URL?: string | undefined };

/** What viewers are told. The addresses are made of what everyone may know, never of the key. */
export function publicVideo(
  { state, since }: Pick<VideoStream, 'state' | 'since'>,
  sessionId: string,
  { VIDEO_HLS_URL: hls, VIDEO_WHEP_URL: whep }: VideoAddresses,
): SessionVideo | null {
  if (state !== 'on' || since === null || hls === undefined) return null;
  const named = (template: string) => template.replaceAll('{name}', sessionId);
  return { since: since.toISOString(), hls: named(hls), whep: whep === undefined ? null : named(whep) };
}
