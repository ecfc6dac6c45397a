import assert from 'node:assert/strict';
import type { ProvidedText } from '../src/translation-provider.js';
import { ODD_TEXTS } from './odd-texts.js';
import { type EngineUnderTest, type ProviderUnderTest, sameAnswer, translateWith } from './provider-under-test.js';

export interface Check<T> {
  /** What the provider promises; a sentence after its name. */
  promise: string;
  /** Rejects when the promise is not kept. */
  run(test: T): Promise<void>;
}

const reason = new Error('the viewer left');

/** Every provider keeps these, ours and an operator's; the same code runs in the tests and in `provider:check`. */
export const providerChecks: readonly Check<ProviderUnderTest>[] = [
  {
    promise: 'supports the pair',
    run: async ({ provider, from, to }) =>
      assert.equal(await provider.supports(from, to), true, 'it says that it does not'),
  },
  {
    promise: 'answers every text, in the order asked',
    run: async (test) => {
      const forward = await translateWith(test, test.texts);
      assert.equal(new Set(forward.map((answer) => answer?.text)).size, 3, 'three texts have three answers');
      assert.ok(!forward.includes(undefined), 'none is passed on');
      const backward = await translateWith(test, [...test.texts].reverse());
      assertSame([...test.texts].reverse(), backward, [...forward].reverse());
    },
  },
  {
    promise: 'answers the same text as often as it is asked',
    run: async (test) => {
      const [first, second] = await translateWith(test, test.texts);
      const asked = [test.texts[0], test.texts[1], test.texts[0]];
      assertSame(asked, await translateWith(test, asked), [first, second, first]);
    },
  },
  {
    promise: 'has no answer where there is no text',
    run: async (test) => assert.deepEqual(await translateWith(test, []), []),
  },
  {
    promise: 'makes no words out of a blank text',
    run: async (test) => {
      const reference = await translateWith(test, test.texts);
      const [one, two] = test.texts;
      const answers = await translateWith(test, ['', one, '  \n ', two, '']);
      assertSame([one, two], [answers[1], answers[3]], reference.slice(0, 2));
      for (const blank of [answers[0], answers[2], answers[4]]) {
        assert.equal((blank?.text ?? '').trim(), '', 'a blank text got words');
      }
      assert.equal((await translateWith(test, [' '])).length, 1);
    },
  },
  ...Object.entries(ODD_TEXTS).map(([what, odd]) => ({
    promise: `takes ${what} without harm to its neighbours`,
    run: async (test: ProviderUnderTest) => {
      const reference = await translateWith(test, test.texts);
      const [one, two] = test.texts;
      const answers = await translateWith(test, [one, odd, two]);
      assert.equal(answers.length, 3);
      assertSame([one, two], [answers[0], answers[2]], reference.slice(0, 2));
      assert.notEqual(answers[1]?.text.trim(), '');
    },
  })),
  {
    promise: 'leaves emoji in what it translates, or says that the match is not exact',
    run: async (test) => {
      const [answer] = await translateWith(test, [`${test.texts[0]} 🍵`]);
      if (answer !== undefined) {
        const kept = answer.text.includes('🍵');
        assert.equal(kept, !answer.flags.includes('fuzzy'), kept ? 'exact, yet flagged fuzzy' : 'the emoji got lost');
      }
    },
  },
  {
    promise: 'keeps what stands for words that must not change, in one way to write it at least',
    run: async (test) => {
      const [text] = test.texts;
      const [brackets] = await translateWith(test, [`${text} [[1]] [[2]]`]);
      const [names] = await translateWith(test, [`${text} XQAA XQAB`]);
      const keeps = (answer: ProvidedText | undefined, marks: readonly RegExp[]) =>
        answer === undefined ||
        answer.flags.includes('fuzzy') ||
        marks.every((mark) => [...answer.text.matchAll(mark)].length === 1);
      assert.ok(
        keeps(brackets, [/\[\[\s*1\s*\]\]/g, /\[\[\s*2\s*\]\]/g]) || keeps(names, [/XQAA/gi, /XQAB/gi]),
        'neither [[1]] nor XQAA came back once each',
      );
    },
  },
  {
    promise: 'takes as many texts as it declares',
    run: async (test) => {
      const many = Array.from({ length: test.provider.capability.maxBatch }, (_, at) => test.texts[at % 3] ?? '');
      const reference = await translateWith(test, test.texts);
      const expected = many.map((_, at) => reference[at % 3]);
      assertSame(many, await translateWith(test, many), expected);
    },
  },
  {
    promise: 'keeps calls side by side apart',
    run: async (test) => {
      const alone = await translateWith(test, test.texts);
      const together = await Promise.all(test.texts.map((text) => translateWith(test, [text])));
      assertSame(test.texts, together.flat(), alone);
    },
  },
  {
    promise: 'refuses a pair it does not support',
    run: async ({ provider, texts, unsupported: { from, to } }) => {
      assert.equal(await provider.supports(from, to), false, 'it says that it supports it');
      const limits = { deadline: Date.now() + 10_000, signal: new AbortController().signal };
      await rejectsWith('translation.pair-unsupported', provider.translate(texts, from, to, limits));
    },
  },
  {
    promise: 'does nothing for a caller who gave up before',
    run: (test) => rejectsWithReason(translateWith(test, test.texts, { signal: AbortSignal.abort(reason) })),
  },
  {
    promise: 'lets go of a caller who gives up in the middle',
    run: async (test) => {
      const controller = new AbortController();
      const running = translateWith(test, test.texts, { signal: controller.signal });
      controller.abort(reason);
      await rejectsWithReason(running);
    },
  },
  {
    promise: 'does nothing after the deadline',
    run: (test) =>
      rejectsWith('translation.provider-timeout', translateWith(test, test.texts, { deadline: Date.now() - 1 })),
  },
];

/** And these, where the engine can be made to hang. */
export const engineChecks: readonly Check<EngineUnderTest>[] = [
  ...providerChecks,
  {
    promise: 'lets go at once of an engine that hangs, when the caller gives up or time is over',
    run: async (test) => {
      const release = test.hang();
      try {
        const controller = new AbortController();
        const started = Date.now();
        const givenUp = translateWith(test, test.texts, { signal: controller.signal });
        const late = translateWith(test, test.texts, { deadline: started + 300 });
        setTimeout(() => controller.abort(reason), 100);
        await Promise.all([rejectsWithReason(givenUp), rejectsWith('translation.provider-timeout', late)]);
        assert.ok(Date.now() - started < 1500, 'both ended soon');
      } finally {
        release();
      }
      assert.ok(!(await translateWith(test, test.texts)).includes(undefined), 'it answers again');
    },
  },
];

type Answers = Awaited<ReturnType<typeof translateWith>>;

function assertSame(sources: readonly string[], answers: Answers, expected: Answers): void {
  assert.equal(answers.length, sources.length, 'as many answers as texts');
  for (const [at, source] of sources.entries()) {
    assert.ok(
      sameAnswer(source, answers[at], expected[at]),
      `answer ${at + 1} of ${sources.length} is that of its text`,
    );
  }
}

const NO_REJECTION = 'it answers where it must reject';

const rejectsWith = (expected: string, running: Promise<unknown>) =>
  assert.rejects(
    running,
    (error) => {
      assert.equal((error as { code?: unknown }).code, expected, `it rejects, but not with ${expected}`);
      return true;
    },
    NO_REJECTION,
  );

const rejectsWithReason = (running: Promise<unknown>) =>
  assert.rejects(
    running,
    (error) => {
      assert.equal(error, reason, 'it rejects, but not with the reason of the caller');
      return true;
    },
    NO_REJECTION,
  );
