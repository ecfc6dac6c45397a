import { bytesPerMs, samplesPerSecond } from '../src/audio/pcm.js';

/** A tone as loud as a voice near a microphone. */
export function tone(ms: number, loudness = 0.3): Buffer {
  const pcm = Buffer.alloc(ms * bytesPerMs);
  for (let at = 0; at * 2 < pcm.length; at += 1)
    pcm.writeInt16LE(Math.round(Math.sin((at * 2 * Math.PI * 300) / samplesPerSecond) * 32_767 * loudness), at * 2);
  return pcm;
}

/** A quiet room: not quite nothing, and always the same. */
export function quiet(ms: number, loudness = 0.0005): Buffer {
  const pcm = Buffer.alloc(ms * bytesPerMs);
  let seed = 7;
  for (let at = 0; at < pcm.length; at += 2) {
    seed = (seed * 16_807) % 2_147_483_647;
    pcm.writeInt16LE(Math.round((seed / 2_147_483_647 - 0.5) * 2 * 32_767 * loudness), at);
  }
  return pcm;
}

/** `voice 800, quiet 700` and so on: milliseconds of each in turn, a voice first. */
export const turns = (...ms: number[]): Buffer =>
  Buffer.concat(ms.map((length, index) => (index % 2 === 0 ? tone(length) : quiet(length))));
