import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../tests/support/eventually.js';
import type { HeardPiece, ListenOptions, SpeechProvider } from '../src/speech-provider.js';
import { quiet, tone } from './sounds.js';

/** What a recogniser does: its work, or one of the things that go wrong. */
export type Behaviour = 'work' | 'hang' | 'hang up' | 'refuse' | 'junk' | 'flood' | 'babble';

/** A provider and the recogniser behind it, which hears `<n> milliseconds.` in n ms of sound, and nothing in silence. */
export type RecogniserUnderTest = {
  provider: SpeechProvider;
  behave(how: Behaviour): void;
  /** Connections that are open now. */
  lines(): number;
  close(): Promise<void>;
};

/** What a recogniser that must not be quoted says. */
export const secret = 'secret tea';
/** Longer, and odder, than anybody speaks in six seconds. */
export const babble = `${'tea\u0000 \u0007\n'.repeat(2000)}\u{1F375}`;

const failures: readonly (readonly [Behaviour, string, boolean])[] = [
  ['hang up', 'speech.provider-unavailable', true],
  ['refuse', 'speech.provider-refused', false],
  ['junk', 'speech.provider-bad-answer', false],
  ['flood', 'speech.provider-bad-answer', false],
];

/** The suite that every speech provider passes. */
export function describeSpeechConformance(name: string, open: () => Promise<RecogniserUnderTest>): void {
  describe(`${name} keeps the promises of a speech provider`, () => {
    let test: RecogniserUnderTest;
    beforeAll(async () => {
      test = await open();
    });
    afterEach(() => test.behave('work'));
    afterAll(() => test?.close());

    const listen = (pcm: Buffer, options: Partial<ListenOptions> = {}) =>
      test.provider.listen(
        { pcm, lang: 'en-GB' },
        { deadline: Date.now() + 5000, signal: new AbortController().signal, ...options },
      );
    const textOf = (pieces: readonly HeardPiece[]) => pieces.map(({ text }) => text).join(' ');

    it('hears what was said, in order and in time', async () => {
      const pieces = await listen(tone(1400));
      expect(textOf(pieces)).toBe('1400 milliseconds.');
      let before = 0;
      for (const { text, t0, t1 } of pieces) {
        expect(text).toBe(text.trim());
        expect(t0).toBeGreaterThanOrEqual(before);
        expect(t1).toBeGreaterThanOrEqual(t0);
        before = t0;
      }
      expect(pieces.at(-1)?.t1).toBeLessThanOrEqual(1400);
    });

    it('hears nothing in silence', async () => {
      expect(await listen(quiet(1000, 0))).toEqual([]);
    });

    it('keeps calls side by side apart', async () => {
      const lengths = [200, 1000, 600, 6000];
      const heard = await Promise.all(lengths.map((ms) => listen(tone(ms))));
      expect(heard.map(textOf)).toEqual(lengths.map((ms) => `${ms} milliseconds.`));
    });

    it('does nothing for who gave up before, or came too late', async () => {
      const reason = new Error('the session ended');
      await expect(listen(tone(200), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
      await expect(listen(tone(200), { deadline: Date.now() - 1 })).rejects.toMatchObject({
        code: 'speech.provider-timeout',
        retryable: true,
      });
    });

    it('lets go of a recogniser that hangs, and leaves nothing running', async () => {
      test.behave('hang');
      const reason = new Error('the session ended');
      const controller = new AbortController();
      const both = Promise.allSettled([
        listen(tone(400), { signal: controller.signal, deadline: Date.now() + 60_000 }),
        listen(tone(400), { deadline: Date.now() + 250 }),
      ]);
      await pause(100);
      controller.abort(reason);
      const [givenUp, late] = await both;
      expect(givenUp).toEqual({ status: 'rejected', reason });
      expect(late).toMatchObject({ reason: { code: 'speech.provider-timeout' } });
      await eventually('all lines are closed', () => test.lines() === 0);
      test.behave('work');
      expect(textOf(await listen(tone(400)))).toBe('400 milliseconds.');
    });

    it.each(failures)(
      'says so, and not a word of what was heard, when the recogniser does %s',
      async (how, code, retryable) => {
        test.behave(how);
        const error: unknown = await listen(tone(400)).catch((failure: unknown) => failure);
        expect(error).toMatchObject({ name: 'SpeechProviderError', provider: test.provider.name, code, retryable });
        expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain(secret);
      },
    );

    it('passes on text only, and not without end', async () => {
      test.behave('babble');
      const pieces = await listen(tone(400));
      expect(textOf(pieces)).toMatch(/^tea/);
      expect(textOf(pieces)).not.toMatch(/\p{Cc}/u);
      expect(textOf(pieces).length).toBeLessThanOrEqual(2000 + pieces.length);
      expect(pieces.at(-1)?.t1).toBeLessThanOrEqual(400);
    });
  });
}
