import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseClaim, type ClaimContext, type ParsedMessage } from './index.js';
import { lineUp, maxPerBuyer } from './messages/message-table.js';

const context: ClaimContext = { lang: 'en', items: lineUp, maxPerBuyer };

/** The zero of every decimal digit system of Unicode: digits come in unbroken runs of ten. */
function zeros(): number[] {
  const found: number[] = [];
  for (let point = 0; point <= 0x1ffff; point++) {
    if (!/^\p{Nd}$/u.test(String.fromCodePoint(point))) continue;
    found.push(point);
    point += 9;
  }
  return found;
}

const inDigits = (text: string, zero: number): string =>
  text.replace(/[0-9]/g, (digit) => String.fromCodePoint(zero + Number(digit)));

const anOrder = fc
  .record({
    form: fc.constantFrom<readonly [string, string]>(
      ['en', 'sold CODE xQTY'],
      ['en', 'QTY packs of CODE please, mine'],
      ['en', 'CODE=QTY sold'],
      ['zh', '我要CODE QTY盒'],
      ['es', 'quiero QTY CODE'],
      ['fr', 'je prends CODE ×QTY'],
      ['sw', 'nataka CODE QTY tafadhali'],
      ['ar', 'أريد CODE QTY'],
      ['hi', 'मुझे CODE QTY पैकेट चाहिए'],
      ['th', 'เอา CODE QTY ชิ้นค่ะ'],
      ['ko', 'CODE QTY개 주세요'],
      ['ja', 'CODEをQTY個ください'],
    ),
    qty: fc.integer({ min: 1, max: maxPerBuyer }),
  })
  .map(({ form: [lang, template], qty }) => ({
    lang,
    qty,
    text: template.replace('CODE', 'A1').replace('QTY', String(qty)),
  }));

describe('the claim grammar', () => {
  it('reads an order alike in every decimal digit system', () => {
    const systems = zeros();
    expect(systems.length).toBeGreaterThan(60);
    fc.assert(
      fc.property(anOrder, fc.constantFrom(...systems), ({ text, lang, qty }, zero) => {
        const parsed = parseClaim(inDigits(text, zero), { ...context, lang });
        expect(parsed).toEqual({ outcome: 'claim', item: 'A1', qty });
      }),
      { numRuns: 1000 },
    );
  });

  it('is blind to invisible characters', () => {
    const invisible = fc.constantFrom('\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\ufe0f', '\u00ad', '\u200f');
    fc.assert(
      fc.property(anOrder, fc.array(fc.tuple(fc.nat(40), invisible), { maxLength: 8 }), ({ text, lang }, extras) => {
        let noisy = text;
        for (const [at, character] of extras) {
          const place = at % (text.length + 1);
          noisy = noisy.slice(0, place) + character + noisy.slice(place);
        }
        expect(parseClaim(noisy, { ...context, lang })).toEqual(parseClaim(text, { ...context, lang }));
      }),
    );
  });

  it('answers anything at all, and acts only on items of the line-up within the limit', () => {
    const words = fc.constantFrom(
      'sold',
      'A1',
      'B2',
      'red',
      'x',
      '2',
      '٣',
      '我要',
      '两盒',
      '+',
      '=',
      '"',
      '>',
      'no',
      '?',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 90 }),
      fc.array(fc.oneof(words, fc.string({ maxLength: 4 })), { maxLength: 12 }).map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(text, fc.constantFrom('en', 'zh', 'ar', 'sw', ''), (message, lang) => {
        const parsed = parseClaim(message, { ...context, lang });
        expect(parsed.outcome !== 'claim' || isInLineUp(parsed)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

function isInLineUp({ item, qty, variant }: ParsedMessage & { outcome: 'claim' }): boolean {
  const known = lineUp.find(({ code }) => code === item);
  const variants: readonly (string | undefined)[] = known?.variants.length ? known.variants : [undefined];
  return known !== undefined && qty >= 1 && qty <= maxPerBuyer && variants.includes(variant);
}
