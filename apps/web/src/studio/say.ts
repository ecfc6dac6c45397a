import type { WatchRoom } from '../watch/watch-room.js';

/** How long a typed sentence stands for in media time: about the pace of speech, in milliseconds a character. */
const PACE_MS = 60;

/** One complete sentence in the language of the session. */
export function say(room: WatchRoom, text: string) {
  const { startedAt, sourceLang } = room.info.value;
  const t0 = Math.max(0, Math.round(room.connection.clock.now() - Date.parse(startedAt ?? '')) || 0);
  const segment = crypto.randomUUID();
  const caption = { segment, lang: sourceLang, text, state: 'final', t0, t1: t0 + text.length * PACE_MS } as const;
  return room.connection.command('caption.say', caption);
}
