import { expect, it } from '@jest/globals';
import { type Mark, MarkReader, markedText, usualTextBytes } from '../bench/crowd/marked-text.js';

const marks: Mark[] = [1, 2, 3, 99_999_999].map((number) => ({ number, sentAt: 123_456_789 + number }));
const stream = Buffer.concat(
  marks.map((mark) => Buffer.from(`\x81\x7e\xe2\x9c[{"text":"${markedText(mark, usualTextBytes)}"}]`, 'utf8')),
);

function readInPieces(size: number): Mark[] {
  const reader = new MarkReader();
  const found: Mark[] = [];
  const chunk = Buffer.alloc(size);
  for (let at = 0; at < stream.length; at += size) {
    // one buffer for all chunks, as the sockets of the bench have it
    const length = stream.copy(chunk, 0, at, at + size);
    reader.read(chunk.subarray(0, length), (mark) => void found.push(mark));
  }
  return found;
}

it('makes texts of the size that was asked for', () => {
  for (const mark of marks) expect(Buffer.byteLength(markedText(mark, 1500))).toBe(1500);
});

it('finds each mark once, wherever the bytes were cut', () => {
  for (let size = 1; size <= stream.length; size++) expect(readInPieces(size)).toEqual(marks);
});
