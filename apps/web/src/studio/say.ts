import type { WatchRoom } from '../watch/watch-room.js';

/** How long a typed sentence stands for in media time: about the pace of speech, in milliseconds a character. */
const PACE_MS = 60;

/** How long the session is live, in milliseconds: the media time of what is said now. */
export const mediaTime = (room: WatchRoom): number =>
  Math.max(0, Math.round(room.connection.clock.now() - Date.parse(room.info.value.startedAt ?? '')) || 0);

/** One complete sentence in the language of the session. */
export function say(room: WatchRoom, text: string) {
  const { sourceLang } = room.info.value;
  const t0 = mediaTime(room);
  const segment = crypto.randomUUID();
  const caption = { segment, lang: sourceLang, text, state: 'final', t0, t1: t0 + text.length * PACE_MS } as const;
  return room.connection.command('caption.say', caption);
}
