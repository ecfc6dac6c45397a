const header = Buffer.from('Exif\0\0', 'latin1');
const ORIENTATION = 0x0112;

/** Which way up a camera was held, 1 to 8, from the content of an APP1 segment (EXIF 3.0, TIFF 6.0). */
export function orientationOf(content: Buffer): number | undefined {
  if (!content.subarray(0, 6).equals(header)) return undefined;
  const tiff = content.subarray(6);
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const u16 = (at: number) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const u32 = (at: number) => (at + 4 > tiff.length ? 0 : little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const directory = u32(4);
  for (let n = 0, entry = directory + 2; n < u16(directory) && entry + 12 <= tiff.length; n++, entry += 12) {
    const value = u16(entry + 8);
    if (u16(entry) === ORIENTATION) return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}

/** An APP1 segment that says this and nothing else. */
export function justOrientation(orientation: number): Buffer {
  const tiff = Buffer.from('49492a0008000000010012010300010000000000000000000000', 'hex');
  tiff.writeUInt16LE(orientation, 18);
  const size = Buffer.alloc(2);
  size.writeUInt16BE(2 + header.length + tiff.length);
  return Buffer.concat([Buffer.from([0xff, 0xe1]), size, header, tiff]);
}
