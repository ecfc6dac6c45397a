import { describe, expect, it } from '@jest/globals';
import { parseClaim, type ClaimContext, type LineUpItem, type ParsedMessage } from './index.js';
import { allMessages } from './messages/all-messages.js';
import { lineUp, maxPerBuyer } from './messages/message-table.js';

const several: ClaimContext = { lang: 'en', items: lineUp, maxPerBuyer };

describe.each(allMessages)('messages in $language', ({ language, outcomes, chat }) => {
  const context = { ...several, lang: language };
  const onlyA1Open = { ...context, items: lineUp.map((item) => ({ ...item, open: item.code === 'A1' })) };

  it('end in the outcome that a viewer would expect', () => {
    const read = outcomes.map(([message]) => [message, say(parseClaim(message, context))]);
    expect(read).toEqual(outcomes);
  });

  it('order nothing when they are ordinary talk, whatever language the writer has set', () => {
    const contexts = [context, onlyA1Open, several, { ...context, lang: 'es' }, { ...context, lang: 'zh-Hant-TW' }];
    const read = chat.flatMap((message) => contexts.map((each) => [message, parseClaim(message, each).outcome]));
    expect(read).toEqual(chat.flatMap((message) => contexts.map(() => [message, 'none'])));
  });

  it('never act differently for a writer who has set another language', () => {
    const acted = outcomes.filter(([, outcome]) => /^(claim|cancel)/.test(outcome));
    const read = acted.map(([message]) => [message, say(parseClaim(message, { ...several, lang: 'und' }))]);
    expect(read).toEqual(acted);
  });
});

describe('while exactly one offer is open', () => {
  const one = (variants: readonly string[] = []): ClaimContext => ({
    ...several,
    items: [item('A1', { variants }), item('B2', { open: false })],
  });

  it.each([
    ['sold', 'claim A1 x1'],
    ['mine x2', 'claim A1 x2'],
    ['want', 'claim A1 x1'],
    ['+1', 'claim A1 x1'],
    ['扣2', 'soft A1 x2'],
    ['take 2', 'claim A1 x2'],
    ['1', 'soft A1 x1'],
    ['两盒', 'soft A1 x2'],
    ['quiero', 'soft A1 x1'],
    ['sold B2', 'claim B2 x1'],
    ['sold x9', 'ask quantity-over-limit'],
    ['take', 'none'],
    ['2', 'none'],
    ['sold out', 'none'],
  ])('%s → %s', (message, outcome) => {
    expect(say(parseClaim(message, one()))).toBe(outcome);
  });

  it('takes its variants without its code', () => {
    expect(say(parseClaim('mine, red', one(['red', 'blue'])))).toBe('claim A1 x1 red');
    expect(say(parseClaim('mine', one(['red', 'blue'])))).toBe('ask variant-missing');
  });

  it('acts on a trigger word in the writer’s own language', () => {
    expect(say(parseClaim('quiero', { ...one(), lang: 'es-MX' }))).toBe('claim A1 x1');
    expect(say(parseClaim('扣2', { ...one(), lang: 'zh' }))).toBe('claim A1 x2');
  });
});

describe('an answer that asks back', () => {
  it('names what can be chosen, and keeps what was understood', () => {
    expect(parseClaim('sold B2 x2', several)).toEqual({
      outcome: 'ask',
      why: 'variant-missing',
      choices: ['red', 'blue'],
      item: 'B2',
      qty: 2,
    });
    expect(parseClaim('sold A9 x2', several)).toEqual({
      outcome: 'ask',
      why: 'unknown-code',
      choices: ['A1', 'B2', 'C3', 'D4', 'E5'],
      qty: 2,
    });
    expect(parseClaim('sold A1 and C3', several)).toEqual({ outcome: 'ask', why: 'two-items', choices: ['A1', 'C3'] });
    expect(parseClaim('sold A1 x6', several)).toEqual({
      outcome: 'ask',
      why: 'quantity-over-limit',
      choices: ['1', '2', '3', '4', '5'],
      item: 'A1',
      qty: 6,
    });
  });
});

describe('line-up codes', () => {
  const withCodes = (...codes: string[]): ClaimContext => ({ ...several, items: codes.map((code) => item(code)) });

  it('of digits only are told from quantities', () => {
    const context = withCodes('1', '2', '12');
    expect(say(parseClaim('sold 12', context))).toBe('claim 12 x1');
    expect(say(parseClaim('sold 2 x3', context))).toBe('claim 2 x3');
    expect(say(parseClaim('我要2号 三个', { ...context, lang: 'zh' }))).toBe('claim 2 x3');
    expect(say(parseClaim('sold x2', context))).toBe('ask item-missing');
  });

  it('that are also words are meant only in capitals', () => {
    const context = withCodes('GO', 'A', 'B');
    expect(say(parseClaim('sold A', context))).toBe('claim A x1');
    expect(say(parseClaim('I want a B', context))).toBe('claim B x1');
  });

  it('are found with a look-alike letter for a digit', () => {
    expect(say(parseClaim('sold B1O', withCodes('B10')))).toBe('claim B10 x1');
    expect(say(parseClaim('sold bi', withCodes('B1')))).toBe('claim B1 x1');
  });
});

describe('a session’s own trigger words', () => {
  const triggers = ['shazam', 'yoink it', '冲鸭'];

  it('act in every language', () => {
    const context = { ...several, triggers };
    expect(say(parseClaim('Shazam A1 x2', context))).toBe('claim A1 x2');
    expect(say(parseClaim('yoink it A1 por favor', { ...context, lang: 'es' }))).toBe('claim A1 x1');
    expect(say(parseClaim('冲鸭A1两盒', { ...context, lang: 'zh' }))).toBe('claim A1 x2');
  });

  it('mean nothing elsewhere', () => {
    expect(say(parseClaim('shazam A1', several))).toBe('none');
  });
});

describe('a line-up with nothing open', () => {
  const closed: ClaimContext = { ...several, items: [item('A1', { open: false })] };

  it('leaves a named item for the claim to reject, and the rest as talk', () => {
    expect(say(parseClaim('sold A1', closed))).toBe('claim A1 x1');
    expect(parseClaim('sold', closed)).toEqual({ outcome: 'none', why: 'nothing-open' });
    expect(parseClaim('sold', { ...closed, items: [] })).toEqual({ outcome: 'none', why: 'nothing-open' });
  });
});

function item(code: string, rest: Partial<LineUpItem> = {}): LineUpItem {
  return { code, title: `Item ${code}`, variants: [], open: true, ...rest };
}

function say(parsed: ParsedMessage): string {
  if (parsed.outcome === 'none' || parsed.outcome === 'status') return parsed.outcome;
  if (parsed.outcome === 'ask') return `ask ${parsed.why}`;
  if (parsed.outcome === 'cancel') return parsed.item === undefined ? 'cancel' : `cancel ${parsed.item}`;
  const parts = [parsed.outcome, parsed.item, `x${parsed.qty}`, parsed.variant];
  return parts.filter((part) => part !== undefined).join(' ');
}
