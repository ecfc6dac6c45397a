import type { Memory, SpeechChunk } from './speech-stream.js';

/** A host's clock and the length of the audio may differ by so much before we believe the clock. Milliseconds. */
const tolerated = 500;

/** Why speech that goes on must end before this chunk is heard, as the cutting rules have it. */
export type Switch = 'language' | 'product' | 'gap';

/**
 * @param heardUntil media time at which what was heard so far ends, in milliseconds
 * @param missing whether chunks before this one were given up
 */
export function switchBefore(
  memory: Memory,
  chunk: Pick<SpeechChunk, 'lang' | 't0'>,
  { pinned, heardUntil, missing }: { pinned: string | null; heardUntil: number; missing: boolean },
): Switch | null {
  if (memory.t0 === null) return null;
  if (memory.lang !== chunk.lang) return 'language';
  if (memory.pinned !== pinned) return 'product';
  const jumped = chunk.t0 !== null && Math.abs(chunk.t0 - heardUntil) > tolerated;
  return missing || jumped ? 'gap' : null;
}
