import { crc32 } from 'node:zlib';
import { type Cleaned, need } from './cleaned.js';

const signature = Buffer.from('89504e470d0a1a0a', 'hex');
/** What says how pixels look (PNG, third edition). Texts, times, EXIF and the frames of animations are not among them. */
const kept = new Set(['IHDR', 'PLTE', 'tRNS', 'cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'cICP', 'IDAT', 'IEND']);

export const isPng = (bytes: Buffer): boolean => bytes.subarray(0, 8).equals(signature);

export function cleanPng(bytes: Buffer): Cleaned {
  const parts: Buffer[] = [signature];
  const seen = new Set<string>();
  for (let at = 8; !seen.has('IEND');) {
    need(at + 12 <= bytes.length);
    const end = at + 12 + bytes.readUInt32BE(at);
    need(end <= bytes.length && crc32(bytes.subarray(at + 4, end - 4)) === bytes.readUInt32BE(end - 4));
    const name = bytes.toString('latin1', at + 4, at + 8);
    need(seen.size > 0 || (name === 'IHDR' && end === at + 25));
    if (kept.has(name)) parts.push(bytes.subarray(at, end));
    // a chunk that begins with a capital letter must be understood to draw the picture
    else need(/^[a-z]/.test(name));
    seen.add(name);
    at = end;
  }
  need(seen.has('IDAT'));
  return {
    type: 'image/png',
    width: bytes.readUInt32BE(16),
    height: bytes.readUInt32BE(20),
    bytes: Buffer.concat(parts),
  };
}
