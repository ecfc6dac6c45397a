import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { quiet, tone, turns } from '../testing/sounds.js';
import { type Heard, hearAudio, type Speech } from './hear-audio.js';
import { newMemory } from './speech-stream.js';

const nothing = Buffer.alloc(0);

/** Hears audio in pieces of these sizes, as chunks come, and then that it ends. */
function hear(audio: Buffer, sizes: readonly number[] = [audio.length]): Speech[] {
  let state: Heard = { memory: { ...newMemory, t0: 0 }, audio: nothing, finished: [], open: null };
  const finished: Speech[] = [];
  const step = (fresh: Buffer, ended: boolean) => {
    state = hearAudio(state.memory, state.audio, fresh, ended);
    finished.push(...state.finished);
  };
  let at = 0;
  for (const size of [...sizes, audio.length]) {
    step(audio.subarray(at, at + size), false);
    at = Math.min(audio.length, at + size);
  }
  step(nothing, true);
  return finished;
}
const timesOf = (speeches: readonly Speech[]) => speeches.map(({ t0, t1 }) => [t0, t1]);

describe('speech among sound', () => {
  it('ends with a pause of 700 ms, and has a little of the quiet around it', () => {
    expect(timesOf(hear(Buffer.concat([quiet(500), turns(1000, 800, 1000, 800)])))).toEqual([
      [300, 1700],
      [2200, 3500],
    ]);
  });

  it('goes on over a shorter pause', () => {
    expect(hear(turns(1000, 600, 1000, 800))).toHaveLength(1);
  });

  it('that does not stop is cut before six seconds are over, where it is quietest', () => {
    const [first, second, ...more] = hear(turns(5300, 200, 3000, 800));
    expect(more).toEqual([]);
    expect(first?.t1).toBeGreaterThanOrEqual(5300);
    expect(first?.t1).toBeLessThanOrEqual(5500);
    expect(second?.t0).toBe(first?.t1);
  });

  it('is what it is, not what is added: the last word ends with the audio', () => {
    expect(timesOf(hear(turns(1000)))).toEqual([[0, 1000]]);
  });

  it('is not there in silence, in a humming room, in a click', () => {
    expect(hear(quiet(10_000))).toEqual([]);
    expect(hear(Buffer.concat([quiet(1000), quiet(20_000, 0.003)]))).toEqual([]);
    expect(hear(Buffer.concat([quiet(1000), tone(40), quiet(1000), tone(80), quiet(1000)]))).toEqual([]);
  });

  it('is found over the noise of a hall', () => {
    const hall = quiet(12_000, 0.02);
    const voice = tone(1500, 0.4);
    voice.copy(hall, 9000 * 32);
    const [found, ...more] = hear(hall).slice(-1);
    expect(more).toEqual([]);
    expect(found?.t0).toBeGreaterThan(8500);
  });

  // in frames of 20 ms: what is heard of a frame that is half a voice depends on its neighbours
  const lengths = fc.array(fc.integer({ min: 1, max: 150 }), { minLength: 1, maxLength: 8 });
  const soundOf = (frames: readonly number[]) => turns(...frames.map((count) => count * 20));

  it('is the same whatever chunks it came in', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 60_000 }), { maxLength: 12 });
    fc.assert(
      fc.property(lengths, sizes, (frames, chunks) => {
        const audio = soundOf(frames);
        expect(timesOf(hear(audio, chunks))).toEqual(timesOf(hear(audio)));
      }),
      { numRuns: 60 },
    );
  });

  it('is never longer than six seconds, never overlaps, and is the very audio of its time', () => {
    fc.assert(
      fc.property(lengths, (frames) => {
        const audio = soundOf(frames);
        let before = 0;
        for (const { pcm, t0, t1, voicedMs } of hear(audio)) {
          expect(t0).toBeGreaterThanOrEqual(before);
          expect(t1 - t0).toBeLessThanOrEqual(6000);
          expect(voicedMs).toBeGreaterThanOrEqual(120);
          expect(pcm.equals(audio.subarray(t0 * 32, t1 * 32))).toBe(true);
          before = t1;
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps little: silence is forgotten, and nothing is kept after the end', () => {
    const { audio, open } = hearAudio({ ...newMemory, t0: 0 }, nothing, quiet(30_000), false);
    expect(open).toBeNull();
    expect(audio.length).toBeLessThanOrEqual(300 * 32);
    expect(hearAudio({ ...newMemory, t0: 0 }, nothing, turns(2000, 100), true).audio).toHaveLength(0);
  });
});
