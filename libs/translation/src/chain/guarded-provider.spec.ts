import { describe, expect, it } from '@jest/globals';
import { eventually } from '../../../../tests/support/eventually.js';
import { chainOf, failing, hanging, prefix, Translator } from '../../testing/a-translator.js';

const moment = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const PROBE = [expect.stringMatching(/^OK, \d{6}\.$/)];

describe('a provider under guard', () => {
  it('lets a failing pair rest, alone, and probes it with a sentence that nobody said', async () => {
    const ill = new Translator('ill', failing);
    const { translate, outcomes } = chainOf([ill, new Translator('engine', prefix('es'))], {
      failuresBeforeRest: 2,
      restMs: 1000,
      retries: 0,
    });
    const engines = async (to = 'es') => (await translate(['tea'], {}, 'en', to))[0]?.engine;
    expect([await engines(), await engines(), await engines()]).toEqual(['engine', 'engine', 'engine']);
    expect(ill.calls).toHaveLength(2);
    expect(outcomes.at(-2)).toMatchObject({ provider: 'ill', outcome: 'resting' });

    ill.answer = prefix('fr');
    expect(await engines('fr')).toBe('ill');
    expect(await engines()).toBe('engine');

    await moment(1100);
    let recover = () => {};
    ill.answer = (texts, options) =>
      new Promise((resolve) => {
        recover = () => resolve(prefix('es')(texts, options));
      });
    expect([await engines(), await engines()]).toEqual(['engine', 'engine']);
    expect(ill.calls.slice(3)).toEqual([PROBE]);
    recover();
    await eventually('it is well again', () => outcomes.some(({ outcome }) => outcome === 'recovered'));
    expect(outcomes.filter(({ outcome }) => outcome === 'recovered')).toMatchObject([{ provider: 'ill', asked: 0 }]);
    ill.answer = prefix('es');
    expect(await engines()).toBe('ill');
  });

  it('lets it rest on when the probe fails', async () => {
    const ill = new Translator('ill', failing);
    const { translate, outcomes } = chainOf([ill], { failuresBeforeRest: 1, restMs: 20, retries: 0 });
    await translate(['tea']);
    await moment(40);
    await translate(['tea']);
    await translate(['tea']);
    expect(ill.calls).toEqual([['tea'], PROBE]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['failed', 'resting', 'resting', 'still-ill']);
  });

  it('counts a call without an answer as failed, and takes the answer all the same', async () => {
    let answer = () => {};
    const slow = new Translator(
      'slow',
      (texts, options) =>
        new Promise((resolve) => {
          answer = () => resolve(prefix('es')(texts, options));
        }),
    );
    const { translate } = chainOf([slow], { timeoutMs: 30, failuresBeforeRest: 1 });
    const running = translate(['tea']);
    await moment(100);
    expect(await translate(['milk'])).toMatchObject([{ flags: ['source-fallback'] }]);
    answer();
    expect(await running).toMatchObject([{ text: 'es tea', engine: 'slow' }]);
  });

  it('blames no provider for calls that came too late', async () => {
    const slow = new Translator('slow', hanging);
    const { translate, outcomes } = chainOf([slow], { timeoutMs: 1000, failuresBeforeRest: 1 });
    await translate(['tea'], { deadline: Date.now() + 150 });
    expect(outcomes).toMatchObject([{ outcome: 'failed', code: 'translation.provider-timeout' }]);
    slow.answer = prefix('es');
    expect(await translate(['tea'])).toMatchObject([{ engine: 'slow' }]);
  });
});
