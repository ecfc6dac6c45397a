import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DomainError, plainText } from '#libs/contracts';
import { formatWebVtt, parseWebVtt } from './webvtt.js';

const file = (...blocks: string[]) => ['WEBVTT', ...blocks].join('\n\n');

function outcome(text: string): unknown {
  try {
    return parseWebVtt(text) && 'cues';
  } catch (error) {
    return error instanceof DomainError ? error.code : error;
  }
}

describe('reading WebVTT', () => {
  it('reads cues with and without an id, hours or none, in media milliseconds', () => {
    const cues = parseWebVtt(
      file('c01\n00:00:01.500 --> 00:00:06.050\nMuraho and welcome', '01:02.003 --> 100:00:00.000\nto the end'),
    );
    expect(cues).toEqual([
      { id: 'c01', t0: 1500, t1: 6050, text: 'Muraho and welcome' },
      { id: '2', t0: 62_003, t1: 360_000_000, text: 'to the end' },
    ]);
  });

  it('leaves out notes, styles, regions, markup and cue settings, and joins lines', () => {
    const cues = parseWebVtt(
      file(
        'NOTE\nfor the captioner',
        'STYLE\n::cue { color: red }',
        'REGION\nid:left',
        '00:00.000 --> 00:02.000 align:start\n<v Aline>Two &lt;grades&gt;\nof <i>tea</i> &amp; coffee',
      ),
    );
    expect(cues).toEqual([{ id: '1', t0: 0, t1: 2000, text: 'Two <grades> of tea & coffee' }]);
  });

  it('takes a byte order mark, a title behind WEBVTT and every kind of line end', () => {
    expect(parseWebVtt('\uFEFFWEBVTT Kigali\r\n\r\n00:00.000 --> 00:01.000\r\nyes\r\n')).toHaveLength(1);
    expect(parseWebVtt('WEBVTT\r\r00:00.000 --> 00:01.000\ryes')).toHaveLength(1);
  });

  it('has no cue for a file that has none, or for a cue that says nothing', () => {
    expect(parseWebVtt('WEBVTT')).toEqual([]);
    expect(parseWebVtt(file('00:00.000 --> 00:01.000\n<i></i>'))).toEqual([]);
  });

  it.each([
    ['an empty file', '', 'Line 1 does not begin with WEBVTT.'],
    ['SubRip', '1\n00:00:01,000 --> 00:00:02,000\nno', 'Line 1 does not begin with WEBVTT.'],
    ['a word that only begins so', 'WEBVTTX', 'Line 1 does not begin with WEBVTT.'],
    ['a comma for a point', file('00:00:01,000 --> 00:00:02,000\nno'), 'Line 3 is not a cue timing.'],
    ['sixty seconds', file('00:60.000 --> 01:02.000\nno'), 'Line 3 is not a cue timing.'],
    ['a timing below the text', file('id\ntext\n00:01.000 --> 00:02.000'), 'Line 5 is not a cue timing.'],
    ['an end before the beginning', file('00:02.000 --> 00:01.000\nno'), 'Line 3 ends before it begins.'],
    ['no duration', file('00:02.000 --> 00:02.000\nno'), 'Line 3 ends before it begins.'],
    [
      'cues out of order',
      file('00:02.000 --> 00:03.000\nlate', 'c\n00:01.000 --> 00:02.000\nearly'),
      'Line 7 begins before the cue above it.',
    ],
  ])('refuses %s and names the line', (_what, text, detail) => {
    expect(() => parseWebVtt(text)).toThrow(expect.objectContaining({ code: 'caption.bad-transcript', detail }));
  });

  it('ends with cues or a typed error, whatever it is given', () => {
    const pieces = fc.constantFrom(
      'WEBVTT',
      '\n',
      '\n\n',
      '00:01.000 --> 00:02.000',
      ' --> ',
      'NOTE',
      '<',
      '&',
      'é',
      '\0',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 12 }), (parts) => {
        expect(['cues', 'caption.bad-transcript']).toContain(outcome(parts.join('')));
      }),
    );
  });
});

describe('writing WebVTT', () => {
  it('names the language and the segment of each cue, and gives each a duration', () => {
    const cues = [{ id: 'segment-1', t0: 3_600_000, t1: 3_600_000, text: 'a --> b\n& <c>' }];
    expect(formatWebVtt(cues, 'sw')).toBe(
      'WEBVTT\n\nNOTE Language: sw\n\nsegment-1\n01:00:00.000 --> 01:00:00.001\na --&gt; b &amp; &lt;c&gt;\n',
    );
  });

  it('puts cues in the order they begin, and leaves out what says nothing', () => {
    const cue = (id: string, t0: number, text = id) => ({ id, t0, t1: t0 + 900, text });
    const said = [cue('second', 2000), cue('blocked', 1500, ''), cue('first', 1000), cue('beside the second', 2000)];
    const ids = parseWebVtt(formatWebVtt(said, 'en')).map(({ id }) => id);
    expect(ids).toEqual(['first', 'second', 'beside the second']);
  });

  it('is read again as it was, whatever people said', () => {
    const speech = fc
      .string({ unit: 'grapheme', maxLength: 60 })
      .filter((text) => plainText(500).safeParse(text).success);
    const cue = fc.record({ id: fc.uuid(), t0: fc.nat(2_000_000_000), text: speech });
    fc.assert(
      fc.property(fc.array(cue, { maxLength: 6 }), (said) => {
        const cues = said
          .map(({ id, t0, text }) => ({ id, t0, t1: t0 + 1, text: text.replaceAll(/\s+/g, ' ').trim() }))
          .sort((a, b) => a.t0 - b.t0);
        expect(parseWebVtt(formatWebVtt(cues, 'en'))).toEqual(cues);
      }),
    );
  });
});
