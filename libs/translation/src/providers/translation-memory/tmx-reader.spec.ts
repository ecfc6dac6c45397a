import { describe, expect, it } from '@jest/globals';
import { TranslationMemoryFileError } from '../../translation.errors.js';
import { readTmx } from './tmx-reader.js';

const read = (xml: string | Uint8Array) => readTmx(typeof xml === 'string' ? Buffer.from(xml) : xml, 'tea.tmx');
const tmx = (body: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header srclang="en"/><body>${body}</body></tmx>`;
const unit = (seg: string) =>
  `<tu><tuv xml:lang="en"><seg>${seg}</seg></tuv><tuv xml:lang="sw"><seg>chai</seg></tuv></tu>`;

describe('reading TMX', () => {
  it('gives every language of every unit', () => {
    const units = read(
      tmx('<tu><tuv xml:lang="EN-us"><seg>tea</seg></tuv><tuv lang="zh_Hans"><seg>茶</seg></tuv></tu>' + unit('milk')),
    );
    expect(units).toEqual([
      {
        variants: [
          { language: 'en-US', text: 'tea' },
          { language: 'zh-Hans', text: '茶' },
        ],
      },
      {
        variants: [
          { language: 'en', text: 'milk' },
          { language: 'sw', text: 'chai' },
        ],
      },
    ]);
  });

  it.each([
    ['<bpt i="1">{\\b <sub>x</sub></bpt>bold<ept i="1">}</ept> tea', 'bold tea'],
    ['<hi>green</hi> tea', 'green tea'],
    ['tea<ph>{0}</ph>', 'tea'],
    ['fish &amp; <![CDATA[<chips>]]>', 'fish & <chips>'],
    ['  &#x8336; ', '茶'],
  ])('takes the words of %s', (seg, words) => {
    expect(read(tmx(unit(seg)))[0]?.variants[0]?.text).toBe(words);
  });

  it('leaves out empty segments, and units with one language only', () => {
    expect(read(tmx(unit(' ')))).toEqual([]);
  });

  it('reads UTF-16 as Windows tools write it', () => {
    const text = tmx(unit('茶')).replace('UTF-8', 'UTF-16');
    expect(read(Buffer.from(`\uFEFF${text}`, 'utf16le'))).toHaveLength(1);
  });

  it('accepts a document type that is only named', () => {
    expect(read(tmx(unit('tea')).replace('<tmx', '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx'))).toHaveLength(1);
  });

  it.each([
    ['an internal subset', '<!DOCTYPE tmx [<!ENTITY a "b">]><tmx version="1.4"/>', /document type/],
    [
      'an external entity',
      '<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/hostname">]><tmx version="1.4">&a;</tmx>',
      /type/,
    ],
    ['an entity nobody defined', tmx(unit('&laugh;')), /well-formed/],
    ['an unclosed element', '<tmx version="1.4"><body>', /well-formed/],
    ['no XML at all', 'tea,chai', /well-formed/],
    ['nothing', '', /well-formed/],
    ['another kind of document', '<xliff version="1.2"/>', /not a TMX/],
    ['another version', '<tmx version="2.0"/>', /version 1/],
    ['a language that is none', tmx('<tu><tuv xml:lang="not a tag"><seg>x</seg></tuv></tu>'), /xml:lang/],
    ['no language', tmx('<tu><tuv><seg>x</seg></tuv></tu>'), /xml:lang/],
    ['a stray seg', tmx('<seg>x</seg>'), /outside of a tuv/],
    ['an old encoding', tmx(unit('tea')).replace('UTF-8', 'ISO-8859-1'), /UTF-8/],
    ['bytes that are not UTF-8', Buffer.from(tmx(unit('th\u00e9')), 'latin1'), /UTF-8/],
  ])('refuses %s, naming the file', (_what, xml, reason) => {
    expect(() => read(xml)).toThrow(TranslationMemoryFileError);
    expect(() => read(xml)).toThrow(reason);
    expect(() => read(xml)).toThrow(/tea\.tmx/);
  });

  it('says in which line a file is broken', () => {
    expect(() => read(tmx('\n\n<tu></body>'))).toThrow(/line 4/);
  });
});
