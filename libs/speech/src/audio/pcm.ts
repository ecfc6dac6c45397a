/** All audio inside the house: 16,000 samples a second, 16 bit signed little-endian, one channel. */
export const samplesPerSecond = 16_000;
export const bytesPerMs = (samplesPerSecond * 2) / 1000;

/** How finely audio is looked at. */
export const frameMs = 20;
export const frameBytes = frameMs * bytesPerMs;

export const durationMs = (pcm: Uint8Array): number => Math.floor(pcm.length / bytesPerMs);

/** Loudness of one frame in decibels below full scale (dBFS, RMS); silence is -100. */
export function levelOf(frame: Buffer): number {
  let squares = 0;
  for (let at = 0; at + 1 < frame.length; at += 2) squares += frame.readInt16LE(at) ** 2;
  const rms = Math.sqrt(squares / Math.max(1, frame.length / 2)) / 32_768;
  return rms === 0 ? -100 : Math.max(-100, 20 * Math.log10(rms));
}

/** The same audio as a WAV file (RIFF, format 1), which every recogniser takes. */
export function asWav(pcm: Uint8Array): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + pcm.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(samplesPerSecond, 24);
  header.writeUInt32LE(samplesPerSecond * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(pcm.length, 40);
  return Buffer.concat([header, pcm]);
}
