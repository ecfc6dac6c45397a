import { frameMs } from './pcm.js';

/** A stretch of speech among frames: `from` to `to` is said, and what follows begins at `next`. */
export type Cut = { from: number; to: number; next: number; why: 'pause' | 'length' | 'end' };
/** Speech that ended, silence to be forgotten up to `next`, or speech that goes on. */
export type Listened = { kind: 'cut'; cut: Cut } | { kind: 'silence'; next: number } | { kind: 'open'; from: number };

const frames = (ms: number) => ms / frameMs;
/** A pause of this length ends a segment. */
const pause = frames(700);
/** Nothing is longer than this. */
const longest = frames(6000);
/** Where speech that goes on is cut: at its quietest place in this last part. */
const lastPart = frames(1500);
/** So many frames are heard before the first voiced one and after the last, where words begin and end softly. */
const margin = frames(200);
/** A click is shorter than this. */
const onset = frames(60);

/**
 * Decides on the audio that nobody has transcribed yet. Frames are 20 ms. Asked again with more audio it decides the
 * same, whatever pieces the audio came in.
 *
 * @param levelAt how loud a frame is, in dBFS
 * @param ended whether nothing follows: then whatever was said ends with the audio
 */
export function listen(voiced: readonly boolean[], levelAt: (frame: number) => number, ended: boolean): Listened {
  const first = onsetOf(voiced);
  if (first === -1) {
    // a voice may have begun with the very last frames
    const next = ended ? voiced.length : Math.max(0, voiced.length - margin - onset + 1);
    return { kind: 'silence', next };
  }
  const from = Math.max(0, first - margin);
  const until = Math.min(voiced.length, from + longest);
  let quiet = 0;
  for (let at = first; at < until; at += 1) {
    quiet = voiced[at] ? 0 : quiet + 1;
    if (quiet === pause) return { kind: 'cut', cut: { from, to: at + 1 - pause + margin, next: at + 1, why: 'pause' } };
  }
  if (until === from + longest) {
    const to = quietest(levelAt, until - lastPart, until);
    return { kind: 'cut', cut: { from, to, next: to, why: 'length' } };
  }
  if (!ended) return { kind: 'open', from };
  return { kind: 'cut', cut: { from, to: voiced.length, next: voiced.length, why: 'end' } };
}

/** The first frame of a voice that lasts; -1 when there is none. */
function onsetOf(voiced: readonly boolean[]): number {
  let run = 0;
  for (const [at, voice] of voiced.entries()) {
    run = voice ? run + 1 : 0;
    if (run === onset) return at + 1 - onset;
  }
  return -1;
}

/** Between two words rather than in one. The last of several equal places, so that a steady tone is cut late. */
function quietest(levelAt: (frame: number) => number, from: number, to: number): number {
  let best = to;
  let lowest = Number.POSITIVE_INFINITY;
  for (let at = from; at + 3 <= to; at += 1) {
    const level = levelAt(at) + levelAt(at + 1) + levelAt(at + 2);
    if (level > lowest) continue;
    lowest = level;
    best = at + 2;
  }
  return best;
}
