import { Logger } from '@nestjs/common';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { bytesOf } from '../../../tests/support/spoken.js';
import { quietSettings } from '../../../tests/support/feature.js';
import { turns } from '../testing/sounds.js';
import { levelOf } from './audio/pcm.js';
import { noRecording } from './audio/webm-units.js';
import { ChunkSound, type Sound } from './chunk-sound.js';

const webm = (seq: number, body: Buffer) => ({ seq, lang: 'en', t0: null, type: 'webm' as const, body });

/** What a recording sounds like that comes in these chunks; `lost` are those that never come. */
async function hear(chunks: readonly Buffer[], { lost = [] as number[], ffmpeg = 'ffmpeg' } = {}) {
  const sound = new ChunkSound(quietSettings({ FFMPEG_PATH: ffmpeg }));
  let state: Sound = { pcm: Buffer.alloc(0), recording: noRecording, trouble: null };
  const heard: Sound[] = [];
  let missing = false;
  for (const [seq, body] of chunks.entries()) {
    if (lost.includes(seq)) missing = true;
    else {
      state = await sound.of(webm(seq, body), state.recording, missing);
      missing = false;
      heard.push(state);
    }
  }
  return { pcm: Buffer.concat(heard.map(({ pcm }) => pcm)), troubles: heard.map(({ trouble }) => trouble) };
}

describe('a recording that comes in chunks', () => {
  let recording: Buffer;
  beforeAll(async () => {
    Logger.overrideLogger(false);
    // one second of a voice in every two, in clusters of a second, as browsers write them
    const opus = '-f s16le -ar 16000 -ac 1 -i pipe:0 -c:a libopus -b:a 32k -cluster_time_limit 1000 -f webm pipe:1';
    recording = await bytesOf('ffmpeg', ['-v', 'quiet', ...opus.split(' ')], turns(1000, 1000, 1000, 1000, 1000, 1000));
  });
  const cutEvery = (bytes: number) =>
    Array.from({ length: Math.ceil(recording.length / bytes) }, (_, at) =>
      recording.subarray(at * bytes, (at + 1) * bytes),
    );

  it.each([1111, 4000, 1_000_000])('sounds as it did, cut every %i bytes', async (bytes) => {
    const { pcm, troubles } = await hear(cutEvery(bytes));
    expect(pcm.length / 32).toBeGreaterThan(5900);
    expect(pcm.length / 32).toBeLessThan(6100);
    const loud = (second: number) =>
      levelOf(pcm.subarray((second * 1000 + 300) * 32, (second * 1000 + 700) * 32)) > -30;
    expect([0, 1, 2, 3, 4, 5].map(loud)).toEqual([true, false, true, false, true, false]);
    expect(new Set(troubles)).toEqual(new Set([null]));
  });

  it('goes on after a chunk that was lost, with the next cluster', async () => {
    const chunks = cutEvery(4000);
    const { pcm } = await hear(chunks, { lost: [1] });
    expect(pcm.length / 32).toBeGreaterThan(2500);
    expect(pcm.length / 32).toBeLessThan(5500);
  });

  it('begins anew with a header, also behind another recording', async () => {
    const { pcm } = await hear([recording, recording]);
    expect(pcm.length / 32).toBeGreaterThan(11_800);
  });

  it('that is none gives no sound, and says so', async () => {
    const junk = Buffer.alloc(9000, 'tea');
    expect(await hear([junk, junk])).toEqual({ pcm: Buffer.alloc(0), troubles: ['audio', 'audio'] });
    const broken = Buffer.concat([recording.subarray(0, 500), junk]);
    expect((await hear([broken])).pcm.length / 32).toBeLessThan(1000);
  });

  it('without an ffmpeg is not heard, and the host is told why', async () => {
    expect((await hear([recording], { ffmpeg: '/nowhere/ffmpeg' })).troubles).toEqual(['decoder']);
  });
});
