import { crc32, deflateSync } from 'node:zlib';

const pngChunk = (name: string, content: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([size, named, sum]);
};

/** A picture of one colour. `beside` is written into it as a comment. */
export function aPng({ width = 16, height = 8, beside = '', grey = 120 } = {}): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const rows = Buffer.alloc((width + 1) * height, grey);
  for (let row = 0; row < height; row++) rows[row * (width + 1)] = 0;
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', header),
    ...(beside === '' ? [] : [pngChunk('tEXt', Buffer.from(`Comment\0${beside}`, 'latin1'))]),
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

const plainJpeg = Buffer.from(
  [
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8yb',
    'qmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAI',
    'ABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAAAgT/xA',
    'AUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCIAU7/2Q==',
  ].join(''),
  'base64',
);

/** 16 × 8 pixels, as a camera that was held this way up would keep them, and `beside` in its EXIF. */
export function aJpeg({ beside = '', orientation = 1 } = {}): Buffer {
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex');
  tiff.writeUInt16BE(orientation, 18);
  const content = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, Buffer.from(beside, 'latin1')]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, 2 + beside.length]), Buffer.from(beside, 'latin1')]);
  return Buffer.concat([plainJpeg.subarray(0, 2), head, content, comment, plainJpeg.subarray(2)]);
}

const plainWebp = Buffer.from('UklGRiwAAABXRUJQVlA4ICAAAABwAQCdASoQAAgABABoJZgCdAFAAAD+6NVrBqqnr79AAA==', 'base64');

/** 16 × 8 pixels, and `beside` in its EXIF. */
export function aWebp({ beside = '' } = {}): Buffer {
  const extended = Buffer.from('565038580a000000080000000f0000070000', 'hex');
  const padded = beside.length % 2 === 0 ? beside : `${beside} `;
  const exif = Buffer.concat([Buffer.from('EXIF\0\0\0\0', 'latin1'), Buffer.from(padded, 'latin1')]);
  exif.writeUInt32LE(padded.length, 4);
  const body = Buffer.concat([Buffer.from('WEBP'), extended, plainWebp.subarray(12), exif]);
  const head = Buffer.from('RIFF\0\0\0\0', 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}
