import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { packLines, toApertiumLines } from './apertium-lines.js';

describe('the lines that Apertium gets', () => {
  it('give every text back as it was, when nothing is translated', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '茶', '🍵', ' ', '\n', '\r\n', '\u2028', '\t', '.'),
      maxLength: 60,
    });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), (texts) => {
        const { lines, assemble } = toApertiumLines(texts);
        expect(assemble(lines)).toEqual(texts);
        for (const line of lines) expect(line).toMatch(/^\S(?:[^\n\r\u2028]*\S)?$/u);
      }),
    );
  });

  it('are cut at white space, and within a word only where there is none', () => {
    const { lines, assemble } = toApertiumLines(['word '.repeat(400), '茶'.repeat(2500)]);
    expect(lines.map((line) => line.length)).toEqual([999, 999, 1000, 1000, 500].map(Number));
    expect(assemble(lines)).toEqual(['word '.repeat(400), '茶'.repeat(2500)]);
  });

  it('hold no control character', () => {
    expect(toApertiumLines(['a\u0000b\u0085c']).lines).toEqual(['a b', 'c']);
  });

  it('fill calls without overflowing them', () => {
    const calls = packLines(Array.from({ length: 9 }, () => 'x'.repeat(1000)));
    expect(calls.map((call) => call.length)).toEqual([3, 3, 3]);
    for (const call of calls) expect(call.join('\n\n').length).toBeLessThanOrEqual(4000);
    expect(packLines([])).toEqual([]);
  });
});
