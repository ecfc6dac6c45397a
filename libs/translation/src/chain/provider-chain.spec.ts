import { describe, expect, it } from '@jest/globals';
import { chainOf, failing, hanging, knowing, prefix, Translator } from '../../testing/a-translator.js';
import { TranslationProviderError } from '../translation.errors.js';

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

  it('splits what exceeds the batch of a provider, and keeps the order and the luckier batches', async () => {
    const engine = new Translator(
      'engine',
      (texts, options) => (texts.includes('c') ? failing : prefix('es'))(texts, options),
      {
        maxBatch: 2,
      },
    );
    const { translate } = chainOf([engine], { retries: 0 });
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

  it('asks once more, after a moment, who was not there when nobody else is left', async () => {
    const shaky = new Translator('shaky', failing);
    const memory = new Translator('memory', knowing({ milk: 'leche' }));
    const { translate } = chainOf([shaky, memory]);
    const running = translate(['tea', 'milk']);
    setTimeout(() => (shaky.answer = prefix('es')), 50);
    expect(await running).toMatchObject([{ text: 'es tea' }, { text: 'leche' }]);
    expect(shaky.calls).toEqual([['tea', 'milk'], ['tea']]);
    expect(memory.calls).toHaveLength(1);
  });

  it('does not ask again who refused, nor when time is short', async () => {
    const refusing = new Translator('refusing', () =>
      Promise.reject(new TranslationProviderError('translation.provider-refused', 'refusing')),
    );
    await chainOf([refusing]).translate(['tea']);
    expect(refusing.calls).toHaveLength(1);
    const gone = new Translator('gone', failing);
    await chainOf([gone]).translate(['tea'], { deadline: Date.now() + 150 });
    expect(gone.calls).toHaveLength(1);
  });

  it('goes the way that the routes give a pair, the closest first', async () => {
    const { translate } = chainOf(
      ['a', 'b', 'c'].map((name) => new Translator(name, prefix(name))),
      {
        routes: [
          { from: '*', to: '*', providers: ['c', 'b'] },
          { from: 'zh', to: 'sw', providers: ['b'] },
          { from: 'zh', to: '*', providers: ['a'] },
          { from: '*', to: 'sw', providers: ['unknown', 'b'] },
        ],
      },
    );
    const engine = async (from: string, to: string) => (await translate(['tea'], {}, from, to))[0]?.engine;
    expect(await engine('zh-Hans-CN', 'sw')).toBe('b');
    expect(await engine('zh', 'fr')).toBe('a');
    expect(await engine('en', 'sw-KE')).toBe('b');
    expect(await engine('en', 'fr')).toBe('c');
  });

  it('never shows a text to a provider outside the allowed regions', async () => {
    const abroad = ['us', 'us-east-1', 'europe', 'global'].map(
      (region) => new Translator(region, prefix('x'), { region }),
    );
    const atHome = [new Translator('house', failing), new Translator('eu', prefix('es'), { region: 'eu-central-1' })];
    const { translate } = chainOf([...abroad, ...atHome]);
    expect(await translate(['tea'], { allowedRegions: ['EU', 'ch'] })).toMatchObject([{ engine: 'eu' }]);
    expect(await translate(['tea'], { allowedRegions: ['ch'] })).toMatchObject([{ flags: ['source-fallback'] }]);
    expect(abroad.flatMap(({ calls }) => calls)).toEqual([]);
    expect(await translate(['tea'], { allowedRegions: [] })).toMatchObject([{ engine: 'us' }]);
  });
});
