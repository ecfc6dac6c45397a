import { BadImage, type Cleaned, need } from './cleaned.js';

/** What a still picture is made of (RFC 9649): EXIF, XMP and chunks of nobody's are not among it. */
const kept = new Set(['VP8X', 'ICCP', 'ALPH', 'VP8 ', 'VP8L']);
const EXIF_OR_XMP = 0b1100;
const ANIMATION = 0b10;

export const isWebp = (bytes: Buffer): boolean =>
  bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP';

export function cleanWebp(bytes: Buffer): Cleaned {
  const parts: Buffer[] = [];
  let size: { width: number; height: number } | undefined;
  let pixels = 0;
  need(bytes.length >= 20);
  const end = Math.min(bytes.length, 8 + bytes.readUInt32LE(4));
  for (let at = 12; at + 8 <= end;) {
    const name = bytes.toString('latin1', at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    const next = at + 8 + length + (length % 2);
    need(at + 8 + length <= end);
    const chunk = Buffer.from(bytes.subarray(at, at + 8 + length));
    if (name === 'VP8X') {
      need(length >= 10 && parts.length === 0 && ((chunk[8] ?? 0) & ANIMATION) === 0);
      chunk.writeUInt8((chunk[8] ?? 0) & ~EXIF_OR_XMP, 8);
    }
    if (kept.has(name)) {
      size ??= sizeOf(name, chunk.subarray(8));
      parts.push(chunk, Buffer.alloc(length % 2));
    }
    if (name === 'VP8 ' || name === 'VP8L') pixels++;
    at = next;
  }
  if (size === undefined || pixels !== 1) throw new BadImage();
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...parts]);
  const head = Buffer.from('RIFF\0\0\0\0', 'latin1');
  head.writeUInt32LE(body.length, 4);
  return { type: 'image/webp', ...size, bytes: Buffer.concat([head, body]) };
}

function sizeOf(name: string, data: Buffer): { width: number; height: number } | undefined {
  need(data.length >= 10);
  if (name === 'VP8X') return { width: data.readUIntLE(4, 3) + 1, height: data.readUIntLE(7, 3) + 1 };
  if (name === 'VP8 ') return { width: data.readUInt16LE(6) & 0x3fff, height: data.readUInt16LE(8) & 0x3fff };
  if (name !== 'VP8L') return undefined;
  const bits = data.readUInt32LE(1);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}
