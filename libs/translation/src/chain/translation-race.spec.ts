import { describe, expect, it } from '@jest/globals';
import { type Answer, chainOf, hanging, knowing, prefix, Translator } from '../../testing/a-translator.js';

const after =
  (ms: number, answer: Answer): Answer =>
  async (texts, options) => {
    await new Promise((resolve) => setTimeout(resolve, ms));
    return answer(texts, options);
  };

/** A provider that hangs, and keeps what became of its calls. */
function aHangingOne() {
  const signals: AbortSignal[] = [];
  const provider = new Translator('hung', (texts, options) => {
    signals.push(options.signal);
    return hanging(texts, options);
  });
  return { provider, signals };
}

describe('a race of providers', () => {
  it('asks the next beside one that hangs, takes the first good answer, and gives the other up', async () => {
    const { provider, signals } = aHangingOne();
    const { translate, outcomes } = chainOf([provider, new Translator('engine', prefix('es'))], { hedgeMs: 50 });
    expect(await translate(['tea'])).toMatchObject([{ text: 'es tea', engine: 'engine' }]);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    expect(outcomes.map(({ provider: name, outcome }) => [name, outcome])).toEqual([
      ['engine', 'answered'],
      ['hung', 'outrun'],
    ]);
  });

  it('lets one that is outrun too often rest, so that later texts are not delayed', async () => {
    const { provider } = aHangingOne();
    const engine = new Translator('engine', prefix('es'));
    const { translate, outcomes } = chainOf([provider, engine], { hedgeMs: 50, failuresBeforeRest: 2 });
    for (const text of ['one', 'two', 'three']) await translate([text]);
    expect(provider.calls).toHaveLength(2);
    expect(outcomes.at(-2)).toMatchObject({ provider: 'hung', outcome: 'resting' });
  });

  it('takes the answer of the first when it is the sooner one, and does not blame the second', async () => {
    const first = new Translator('first', after(250, prefix('first')));
    const second = aHangingOne();
    const { translate, outcomes } = chainOf([first, second.provider], { hedgeMs: 200, failuresBeforeRest: 1 });
    expect(await translate(['tea'])).toMatchObject([{ engine: 'first' }]);
    expect(second.signals[0]?.aborted).toBe(true);
    first.answer = knowing({});
    second.provider.answer = prefix('second');
    expect(await translate(['tea'])).toMatchObject([{ text: 'second tea' }]);
    expect(outcomes.filter(({ outcome }) => outcome === 'resting')).toEqual([]);
  });

  it('joins what several knew of one batch', async () => {
    const first = new Translator('first', after(100, knowing({ tea: 'té' })));
    const second = new Translator('second', knowing({ milk: 'leche' }));
    const third = new Translator('third', after(200, prefix('es')));
    const { translate } = chainOf([first, second, third], { hedgeMs: 30 });
    const answers = await translate(['tea', 'milk', 'salt']);
    expect(answers.map(({ text, engine }) => [text, engine])).toEqual([
      ['té', 'first'],
      ['leche', 'second'],
      ['es salt', 'third'],
    ]);
  });

  it('lets only the part of a batch wait that hangs', async () => {
    const engine = new Translator(
      'engine',
      (texts, options) => (texts.includes('c') ? hanging : prefix('es'))(texts, options),
      { maxBatch: 2 },
    );
    const { translate } = chainOf([engine, new Translator('next', prefix('next'))], { hedgeMs: 50 });
    const answers = await translate(['a', 'b', 'c', 'd', 'e']);
    expect(answers.map((answer) => answer.engine)).toEqual(['engine', 'engine', 'next', 'next', 'engine']);
  });

  describe('with a person at work', () => {
    const interpreter = (answer: Answer) => new Translator('human', answer, { machine: false, person: true });
    const options = { hedgeMs: 30, personMs: 5000 };

    it('holds the machine back until the person has answered', async () => {
      const machine = new Translator('engine', prefix('es'));
      const { translate } = chainOf([interpreter(after(100, prefix('human'))), machine], options);
      expect(await translate(['tea'])).toEqual([{ text: 'human tea', engine: 'human', machine: false, flags: [] }]);
      expect(machine.calls).toEqual([['tea']]);
    });

    it('takes what the machine said when the person takes too long, and never lets the person rest', async () => {
      const person = interpreter(hanging);
      const { translate, outcomes } = chainOf([person, new Translator('engine', prefix('es'))], {
        ...options,
        personMs: 100,
        failuresBeforeRest: 1,
      });
      expect(await translate(['tea'])).toMatchObject([{ engine: 'engine' }]);
      person.answer = prefix('human');
      expect(await translate(['tea'])).toMatchObject([{ engine: 'human' }]);
      expect(outcomes.filter(({ outcome }) => outcome === 'resting')).toEqual([]);
    });

    it('does not wait where nobody is at work', async () => {
      const { translate } = chainOf([interpreter(knowing({})), new Translator('engine', prefix('es'))]);
      expect(await translate(['tea'])).toMatchObject([{ engine: 'engine' }]);
    });

    it('asks the person also where a route does not name one', async () => {
      const routes = [{ from: '*', to: '*', providers: ['engine'] }];
      const { translate } = chainOf([new Translator('engine', prefix('es')), interpreter(prefix('human'))], { routes });
      expect(await translate(['tea'])).toMatchObject([{ engine: 'human' }]);
    });
  });
});
