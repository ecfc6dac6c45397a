import { listen } from './audio/cut-audio.js';
import { bytesPerMs, frameBytes, frameMs, levelOf } from './audio/pcm.js';
import { findVoice } from './audio/voice-activity.js';
import type { Memory } from './speech-stream.js';

/** Audio that somebody spoke into, ready for a recogniser. Times are media time in milliseconds. */
export type Speech = { pcm: Buffer; t0: number; t1: number; voicedMs: number };

export type Heard = { memory: Memory; audio: Buffer; finished: Speech[]; open: Speech | null };

/** Less of a voice than this is a cough or a click: a recogniser would only make something up. */
export const leastVoiceMs = 120;

/**
 * Adds audio to what is kept of a stream and takes out the speech that is finished. Silence is forgotten, and speech
 * with hardly a voice in it never reaches a recogniser.
 *
 * @param ended whether nothing follows, or nothing that joins on
 */
export function hearAudio(memory: Memory, kept: Buffer, fresh: Buffer, ended: boolean): Heard {
  const seen = memory.voiced.length * frameBytes;
  let audio = Buffer.concat([kept, fresh]);
  const { voiced: news, floor } = findVoice(audio.subarray(seen), memory.floor);
  let voiced = [...[...memory.voiced].map((frame) => frame === '1'), ...news];
  let t0 = memory.t0 ?? 0;
  const speech = (from: number, to: number): Speech => ({
    pcm: audio.subarray(from * frameBytes, to * frameBytes),
    t0: t0 + from * frameMs,
    t1: t0 + to * frameMs,
    voicedMs: voiced.slice(from, to).filter(Boolean).length * frameMs,
  });
  const levelAt = (frame: number) => levelOf(audio.subarray(frame * frameBytes, (frame + 1) * frameBytes));
  const forget = (frames: number) => {
    audio = audio.subarray(frames * frameBytes);
    voiced = voiced.slice(frames);
    t0 += frames * frameMs;
  };
  const finished: Speech[] = [];
  for (;;) {
    const listened = listen(voiced, levelAt, ended);
    if (listened.kind === 'cut') {
      const { from, to, next } = listened.cut;
      const said = speech(from, to);
      if (said.voicedMs >= leastVoiceMs) finished.push(said);
      forget(next);
      continue;
    }
    const open = listened.kind === 'open' ? speech(listened.from, voiced.length) : null;
    if (listened.kind === 'silence') forget(listened.next);
    const rest = ended ? Buffer.alloc(0) : audio;
    if (ended) t0 += Math.floor(audio.length / bytesPerMs);
    const state = { ...memory, t0, floor, voiced: voiced.map((voice) => (voice ? '1' : '0')).join('') };
    return { memory: state, audio: rest, finished, open };
  }
}
