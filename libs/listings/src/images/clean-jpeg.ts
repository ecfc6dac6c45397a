import { BadImage, type Cleaned, need } from './cleaned.js';
import { justOrientation, orientationOf } from './exif-orientation.js';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
/** Baseline, extended and progressive: what browsers show. */
const frames = new Set([0xc0, 0xc1, 0xc2]);
/** Tables that the pixels need: Huffman, quantisation, restart interval. */
const tables = new Set([0xc4, 0xdb, 0xdd]);

export const isJpeg = (bytes: Buffer): boolean => bytes[0] === 0xff && bytes[1] === SOI && bytes[2] === 0xff;

/**
 * Keeps what the pixels and their colours need (ITU-T T.81, JFIF, ICC.1 annex B) and which way up it is. EXIF, XMP, IPTC,
 * comments, thumbnails and whatever follows the picture go.
 */
export function cleanJpeg(bytes: Buffer): Cleaned {
  const parts: Buffer[] = [];
  let frame: { width: number; height: number } | undefined;
  let orientation = 1;
  let scanned = false;
  for (let at = 2; ;) {
    need(at + 2 <= bytes.length && bytes[at] === 0xff);
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === EOI) break;
    need(at + 4 <= bytes.length);
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    need(end >= at + 4 && end <= bytes.length);
    const content = bytes.subarray(at + 4, end);
    let next = end;
    if (frames.has(marker)) {
      need(frame === undefined && content.length >= 6);
      frame = { height: content.readUInt16BE(1), width: content.readUInt16BE(3) };
      parts.push(bytes.subarray(at, end));
    } else if (marker === SOS) {
      need(frame !== undefined);
      scanned = true;
      next = endOfScan(bytes, end);
      parts.push(bytes.subarray(at, next));
    } else if (marker === APP1) orientation = orientationOf(content) ?? orientation;
    else if (tables.has(marker) || isColour(marker, content)) parts.push(bytes.subarray(at, end));
    else need(isExtra(marker));
    at = next;
  }
  if (frame === undefined || !scanned) throw new BadImage();
  const upright = orientation === 1 ? [] : [justOrientation(orientation)];
  return {
    type: 'image/jpeg',
    ...(orientation < 5 ? frame : { width: frame.height, height: frame.width }),
    bytes: Buffer.concat([Buffer.from([0xff, SOI]), ...upright, ...parts, Buffer.from([0xff, EOI])]),
  };
}

const isColour = (marker: number, content: Buffer): boolean =>
  (marker === APP2 && content.toString('latin1', 0, 12) === 'ICC_PROFILE\0') ||
  (marker === APP14 && content.toString('latin1', 0, 5) === 'Adobe');

/** Segments of applications, and comments: a picture is the same without them. */
const isExtra = (marker: number): boolean => (marker >= APP0 && marker <= 0xef) || marker === 0xfe;

/** Where the next marker is: `FF 00` is a byte of the picture, and `FF D0` to `FF D7` only restart its coding. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const code = bytes[at + 1] ?? 0;
    if (code !== 0 && (code < 0xd0 || code > 0xd7)) return at;
  }
  throw new BadImage();
}
