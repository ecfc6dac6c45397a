import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TranslationProvider } from '../src/translation-provider.js';

export interface ProviderUnderTest {
  provider: TranslationProvider;
  from: string;
  to: string;
  /** Three texts that the provider translates, each to something else. */
  texts: readonly [string, string, string];
  unsupported: { from: string; to: string };
  close(): Promise<void>;
}

export interface EngineUnderTest extends ProviderUnderTest {
  /** Makes the engine take requests and never answer, until the returned function is called. */
  hang(): () => void;
}

const ODD_TEXTS: Readonly<Record<string, string>> = {
  'a long text': 'tea from the hills '.repeat(263).trim(),
  'a long text without spaces': '茶'.repeat(5000),
  emoji: '🍵 👩🏽‍🌾 🇷🇼',
  'right-to-left text': 'شاي أخضر من رواندا ١٢',
  'text with directions': '\u202Bשלום\u202C tea \u200F',
  'line breaks': 'one\n\ntwo\r\n\r\n\n three \u2028 four',
  markup: '<b>tea</b> & <script>x</script> &amp; <!-- -->',
  'signs that engines use themselves': '^tea/te<n>$ [x] {y} \\ @z #w *v ~u | a_b %s {{t}}',
  'control characters': 'tea\u0000 and\u0007 coffee\u001F',
  'half a surrogate pair': 'tea \uD83C',
  'only punctuation': '...',
  'an invisible character': '\u200B',
  'combining marks': 'te\u0301'.repeat(40),
};

/** The suite that every translation provider passes: ours, and any that an operator writes. */
export function describeProviderConformance<T extends ProviderUnderTest>(
  name: string,
  open: () => Promise<T>,
  furtherPromises: (opened: () => T) => void = () => undefined,
): void {
  describe(`${name} keeps the promises of a translation provider`, () => {
    let test: T;
    beforeAll(async () => {
      test = await open();
    });
    afterAll(() => test?.close());

    const translate = (texts: readonly string[], limits: Limits = {}) => translateWith(test, texts, limits);

    it('supports the pair', async () => {
      expect(await test.provider.supports(test.from, test.to)).toBe(true);
    });

    it('answers every text, in the order asked', async () => {
      const forward = await translate(test.texts);
      expect(new Set(forward.map((answer) => answer?.text)).size).toBe(3);
      expect(forward).not.toContain(undefined);
      expect(await translate([...test.texts].reverse())).toEqual([...forward].reverse());
    });

    it('answers the same text as often as it is asked', async () => {
      const [first, second] = await translate(test.texts);
      expect(await translate([test.texts[0], test.texts[1], test.texts[0]])).toEqual([first, second, first]);
    });

    it('has no answer where there is no text', async () => {
      expect(await translate([])).toEqual([]);
    });

    it('makes no words out of a blank text', async () => {
      const [first, second] = await translate(test.texts);
      const answers = await translate(['', test.texts[0], '  \n ', test.texts[1], '']);
      expect([answers[1], answers[3]]).toEqual([first, second]);
      for (const blank of [answers[0], answers[2], answers[4]]) expect((blank?.text ?? '').trim()).toBe('');
      expect((await translate([' '])).length).toBe(1);
    });

    it.each(Object.entries(ODD_TEXTS))('takes %s without harm to its neighbours', async (_what, odd) => {
      const [first, second] = await translate(test.texts);
      const answers = await translate([test.texts[0], odd, test.texts[1]]);
      expect(answers).toHaveLength(3);
      expect([answers[0], answers[2]]).toEqual([first, second]);
      expect(answers[1]?.text.trim()).not.toBe('');
    });

    it('leaves emoji in what it translates, or says that the match is not exact', async () => {
      const [answer] = await translate([`${test.texts[0]} 🍵`]);
      expect(answer?.text.includes('🍵') ?? true).toBe(answer?.flags.includes('fuzzy') !== true);
    });

    it('takes as many texts as it declares', async () => {
      const many = Array.from({ length: test.provider.capability.maxBatch }, (_, at) => test.texts[at % 3] ?? '');
      const [first, second, third] = await translate(test.texts);
      const answers = await translate(many);
      expect(answers).toEqual(many.map((_, at) => [first, second, third][at % 3]));
    });

    it('keeps calls side by side apart', async () => {
      const alone = await translate(test.texts);
      const together = await Promise.all(test.texts.map((text) => translate([text])));
      expect(together.flat()).toEqual(alone);
    });

    it('refuses a pair it does not support', async () => {
      const { from, to } = test.unsupported;
      expect(await test.provider.supports(from, to)).toBe(false);
      const limits = { deadline: Date.now() + 10_000, signal: new AbortController().signal };
      await expect(test.provider.translate(test.texts, from, to, limits)).rejects.toMatchObject({
        code: 'translation.pair-unsupported',
        retryable: false,
      });
    });

    it('does nothing for a caller who gave up before', async () => {
      const reason = new Error('the viewer left');
      await expect(translate(test.texts, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    });

    it('does nothing after the deadline', async () => {
      await expect(translate(test.texts, { deadline: Date.now() - 1 })).rejects.toMatchObject({
        code: 'translation.provider-timeout',
        retryable: true,
      });
    });

    furtherPromises(() => test);
  });
}

/** The same and more, for a provider with an engine behind it that may hang. */
export function describeEngineConformance(name: string, open: () => Promise<EngineUnderTest>): void {
  describeProviderConformance(name, open, (opened) => {
    it('lets go at once of an engine that hangs, when the caller gives up or time is over', async () => {
      const test = opened();
      const release = test.hang();
      try {
        const reason = new Error('the viewer left');
        const controller = new AbortController();
        const started = Date.now();
        const givenUp = translateWith(test, test.texts, { signal: controller.signal });
        const late = translateWith(test, test.texts, { deadline: started + 300 });
        setTimeout(() => controller.abort(reason), 100);
        const outcomes = await Promise.allSettled([givenUp, late]);
        expect(Date.now() - started).toBeLessThan(1500);
        expect(outcomes[0]).toEqual({ status: 'rejected', reason });
        expect(outcomes[1]).toMatchObject({ reason: { code: 'translation.provider-timeout' } });
      } finally {
        release();
      }
      expect(await translateWith(test, test.texts, {})).not.toContain(undefined);
    });
  });
}

type Limits = { deadline?: number; signal?: AbortSignal };

const translateWith = ({ provider, from, to }: ProviderUnderTest, texts: readonly string[], limits: Limits) =>
  provider.translate(texts, from, to, {
    deadline: Date.now() + 10_000,
    signal: new AbortController().signal,
    ...limits,
  });
