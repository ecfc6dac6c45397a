import { describe, expect, it } from '@jest/globals';
import { ProviderChain, type ProviderChainOptions } from './provider-chain.js';
import type { ProviderOutcome } from './provider-outcome.js';
import type { ProvidedText, TranslateOptions, TranslationProvider } from '../translation-provider.js';
import { TranslationProviderError } from '../translation.errors.js';

type Answer = (texts: readonly string[], options: TranslateOptions) => Promise<readonly (ProvidedText | undefined)[]>;

/** A provider at the port, with every call it got. */
class Translator implements TranslationProvider {
  readonly calls: (readonly string[])[] = [];
  readonly capability;

  constructor(
    name: string,
    public answer: Answer,
    capability: { machine?: boolean; maxBatch?: number } = {},
    private readonly pairs: (from: string, to: string) => Promise<boolean> = () => Promise.resolve(true),
  ) {
    this.capability = { name, machine: true, maxBatch: 100, ...capability };
  }

  supports(from: string, to: string) {
    return this.pairs(from, to);
  }

  translate(texts: readonly string[], _from: string, _to: string, options: TranslateOptions) {
    this.calls.push(texts);
    return this.answer(texts, options);
  }
}

const prefix =
  (mark: string): Answer =>
  (texts) =>
    Promise.resolve(texts.map((text) => ({ text: `${mark} ${text}`, flags: [] })));
const knowing =
  (known: Record<string, string>): Answer =>
  (texts) =>
    Promise.resolve(texts.map((text) => (known[text] === undefined ? undefined : { text: known[text], flags: [] })));
const failing: Answer = () =>
  Promise.reject(new TranslationProviderError('translation.provider-unavailable', 'broken'));
const hanging: Answer = () => new Promise(() => undefined);

const chainOf = (providers: readonly TranslationProvider[], options: ProviderChainOptions = {}) => {
  const outcomes: ProviderOutcome[] = [];
  const chain = new ProviderChain(providers, { onOutcome: (outcome) => outcomes.push(outcome), ...options });
  const translate = (texts: readonly string[], limits: Partial<TranslateOptions> = {}, from = 'en', to = 'es') =>
    chain.translate(texts, from, to, { deadline: Date.now() + 5000, signal: new AbortController().signal, ...limits });
  return { translate, outcomes, chain };
};

describe('a chain of providers', () => {
  it('asks each provider only for what those before it did not know', async () => {
    const memory = new Translator('memory', knowing({ tea: 'té' }), { machine: false });
    const engine = new Translator('engine', prefix('es'));
    const { translate, outcomes, chain } = chainOf([memory, engine]);
    expect(await translate(['milk', 'tea', 'salt'])).toEqual([
      { text: 'es milk', engine: 'engine', machine: true, flags: [] },
      { text: 'té', engine: 'memory', machine: false, flags: [] },
      { text: 'es salt', engine: 'engine', machine: true, flags: [] },
    ]);
    expect(engine.calls).toEqual([['milk', 'salt']]);
    expect(outcomes.map(({ provider, asked, answered }) => [provider, asked, answered])).toEqual([
      ['memory', 3, 1],
      ['engine', 2, 2],
    ]);
    expect(chain.engines).toEqual(['memory', 'engine']);
  });

  it('ends in the source text, flagged', async () => {
    const { translate } = chainOf([new Translator('memory', knowing({}))]);
    expect(await translate(['tea'])).toEqual([
      { text: 'tea', engine: 'source', machine: false, flags: ['source-fallback'] },
    ]);
    expect(await chainOf([]).translate(['tea'])).toMatchObject([{ engine: 'source' }]);
  });

  it('asks nobody for blank texts, nor for readers of the source language', async () => {
    const engine = new Translator('engine', prefix('es'));
    const { translate } = chainOf([engine]);
    expect(await translate(['', ' '])).toMatchObject([
      { text: '', flags: [] },
      { text: ' ', flags: [] },
    ]);
    expect(await translate(['你好'], {}, 'zh', 'zh-Hans')).toEqual([
      { text: '你好', engine: 'source', machine: false, flags: [] },
    ]);
    expect(engine.calls).toEqual([]);
  });

  it('goes on to the next provider when one fails, throws nonsense or loses a text', async () => {
    const broken = [
      new Translator('broken', failing),
      new Translator('buggy', () => Promise.reject(new TypeError('tea is not a function'))),
      new Translator('forgetful', () => Promise.resolve([])),
      new Translator('mute', (texts) => Promise.resolve(texts.map(() => ({ text: ' ', flags: [] })))),
      new Translator('ignorant', prefix('x'), {}, () => Promise.resolve(false)),
      new Translator('unreachable', prefix('x'), {}, () => Promise.reject(new Error('no list'))),
    ];
    const { translate, outcomes } = chainOf([...broken, new Translator('engine', prefix('es'))]);
    expect(await translate(['tea'])).toMatchObject([{ text: 'es tea', engine: 'engine' }]);
    expect(outcomes.map(({ provider, outcome, code }) => [provider, outcome, code])).toEqual([
      ['broken', 'failed', 'translation.provider-unavailable'],
      ['buggy', 'failed', 'translation.provider-bad-answer'],
      ['forgetful', 'failed', 'translation.provider-bad-answer'],
      ['mute', 'answered', undefined],
      ['ignorant', 'unsupported', undefined],
      ['unreachable', 'failed', 'translation.provider-bad-answer'],
      ['engine', 'answered', undefined],
    ]);
  });

  it('gives every provider its time, even one that ignores its signal', async () => {
    const { translate, outcomes } = chainOf([new Translator('hung', hanging), new Translator('engine', prefix('es'))], {
      timeoutMs: 100,
    });
    const started = Date.now();
    expect(await translate(['tea'])).toMatchObject([{ engine: 'engine' }]);
    expect(Date.now() - started).toBeLessThan(1000);
    expect(outcomes[0]).toMatchObject({ outcome: 'failed', code: 'translation.provider-timeout' });
  });

  it('answers by the deadline, with what it has until then', async () => {
    const memory = new Translator('memory', knowing({ tea: 'té' }), { machine: false });
    const late = new Translator('late', prefix('es'));
    const { translate } = chainOf([memory, new Translator('hung', hanging), late]);
    const started = Date.now();
    const answers = await translate(['tea', 'milk'], { deadline: started + 200 });
    expect(Date.now() - started).toBeLessThan(600);
    expect(answers).toMatchObject([{ text: 'té' }, { text: 'milk', flags: ['source-fallback'] }]);
    expect(late.calls).toEqual([]);
    expect(await translate(['tea'], { deadline: started })).toMatchObject([{ flags: ['source-fallback'] }]);
  });

  it('stops when the caller gives up, and blames nobody', async () => {
    const seen: AbortSignal[] = [];
    const hung = new Translator('hung', (_texts, { signal }) => {
      seen.push(signal);
      return new Promise(() => undefined);
    });
    const { translate, outcomes } = chainOf([hung], { failuresBeforeRest: 1 });
    const reason = new Error('the last viewer left');
    const controller = new AbortController();
    const running = translate(['tea'], { signal: controller.signal });
    setTimeout(() => controller.abort(reason), 50);
    await expect(running).rejects.toBe(reason);
    expect(seen[0]?.aborted).toBe(true);
    expect(outcomes).toEqual([]);
    hung.answer = prefix('es');
    expect(await translate(['tea'])).toMatchObject([{ engine: 'hung' }]);
    await expect(translate(['tea'], { signal: controller.signal })).rejects.toBe(reason);
  });

  it('blames no provider for calls that came too late', async () => {
    const slow = new Translator('slow', hanging);
    const { translate, outcomes } = chainOf([slow], { timeoutMs: 1000, failuresBeforeRest: 1 });
    await translate(['tea'], { deadline: Date.now() + 150 });
    expect(outcomes).toMatchObject([{ outcome: 'failed', code: 'translation.provider-timeout' }]);
    slow.answer = prefix('es');
    expect(await translate(['tea'])).toMatchObject([{ engine: 'slow' }]);
  });

  it('lets a failing pair rest, alone, and tries it again with one call', async () => {
    const ill = new Translator('ill', failing);
    const { translate, outcomes } = chainOf([ill, new Translator('engine', prefix('es'))], {
      failuresBeforeRest: 2,
      restMs: 150,
    });
    const engines = async (to = 'es') => (await translate(['tea'], {}, 'en', to))[0]?.engine;
    await engines();
    await engines();
    expect(ill.calls).toHaveLength(2);
    expect(await engines()).toBe('engine');
    expect(ill.calls).toHaveLength(2);
    expect(outcomes.at(-2)).toMatchObject({ provider: 'ill', outcome: 'resting' });

    ill.answer = prefix('fr');
    expect(await engines('fr')).toBe('ill');
    expect(await engines()).toBe('engine');

    await new Promise((resolve) => setTimeout(resolve, 200));
    let recover = () => {};
    ill.answer = (texts, options) =>
      new Promise((resolve) => {
        recover = () => resolve(prefix('es')(texts, options));
      });
    const probe = engines();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await engines()).toBe('engine');
    recover();
    expect(await probe).toBe('ill');
    ill.answer = prefix('es');
    expect(await engines()).toBe('ill');
  });

  it('splits what exceeds the batch of a provider, and keeps the order and the luckier batches', async () => {
    const engine = new Translator(
      'engine',
      (texts, options) => (texts.includes('c') ? failing : prefix('es'))(texts, options),
      {
        maxBatch: 2,
      },
    );
    const { translate } = chainOf([engine]);
    const answers = await translate(['a', 'b', 'c', 'd', 'e']);
    expect(engine.calls).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
    expect(answers.map(({ text }) => text)).toEqual(['es a', 'es b', 'c', 'd', 'es e']);
  });

  it('flags a translation whose numbers changed, beside the flags of its provider', async () => {
    const memory = new Translator('memory', (texts) =>
      Promise.resolve(texts.map(() => ({ text: '13 cajas', flags: ['fuzzy'] }))),
    );
    const { translate } = chainOf([memory]);
    expect(await translate(['12 boxes', '13 boxes'])).toMatchObject([
      { flags: ['fuzzy', 'number-mismatch'] },
      { flags: ['fuzzy'] },
    ]);
  });
});
