import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { AccountsModule } from '#libs/accounts';
import type { SignedInActor, TextToInterpret } from '#libs/contracts';
import { MoveSession, SessionRoles, SessionsModule } from '#libs/sessions';
import { aScheduledSession } from '../../../../tests/support/a-scheduled-session.js';
import { anActor, openFeatures } from '../../../../tests/support/feature.js';
import { answersOf } from '../../testing/answers.js';
import { describeEngineConformance } from '../../testing/provider-conformance.js';
import { ActiveSeats } from './active-seats.js';
import { AnswerText } from './answer-text.js';
import { HumanProvider } from './human.provider.js';
import { InterpretingModule } from './interpreting.module.js';
import { ReadDesk } from './read-desk.js';

type Says = (text: TextToInterpret) => string | null | undefined;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A live session with an interpreter, whose console reads the desk again and again. */
class Booth {
  says: Says = ({ text }) => `es[${text}]`;
  #open = true;
  #console = Promise.resolve();

  constructor(
    readonly features: INestApplicationContext,
    readonly sessionId: string,
    readonly host: SignedInActor,
    readonly interpreter: SignedInActor,
  ) {}

  static async open(features: INestApplicationContext): Promise<Booth> {
    const [host, interpreter] = await Promise.all([anActor(features, 'Aline'), anActor(features, 'Inés')]);
    const { id } = await aScheduledSession(features, host, {
      title: 'Tea and coffee',
      startsAt: '2026-11-22T09:30:00.000Z',
      languages: ['es'],
      maxLanguages: 3,
    });
    await features.get(MoveSession, { strict: false }).start(host, id);
    await features.get(SessionRoles, { strict: false }).give(host, id, interpreter.accountId, 'interpreter');
    return new Booth(features, id, host, interpreter);
  }

  read = (actor = this.interpreter) => this.features.get(ReadDesk).read(actor, this.sessionId, 'es');
  answer = (id: string, text: string | null, actor = this.interpreter) =>
    this.features.get(AnswerText).answer(actor, this.sessionId, 'es', id, text);

  /** Sits down, and answers what comes. */
  async begin(): Promise<void> {
    await this.read();
    this.#console = this.#work();
    const seats = this.features.get(ActiveSeats, { strict: false });
    while ((await seats.serving('es', this.sessionId)) === undefined) await pause(50);
  }

  async leave(): Promise<void> {
    this.#open = false;
    await this.#console;
  }

  async #work(): Promise<void> {
    while (this.#open) {
      for (const text of (await this.read()).texts) {
        const said = this.says(text);
        // one that was given up meanwhile waits no more
        if (said !== undefined) await this.answer(text.id, said).catch(() => undefined);
      }
      await pause(20);
    }
  }
}

const openHouse = () => openFeatures([AccountsModule, SessionsModule, InterpretingModule]);

describeEngineConformance('An interpreter', async () => {
  const features = await openHouse();
  const booth = await Booth.open(features);
  await booth.begin();
  const human = features.get(HumanProvider, { strict: false });
  return {
    provider: {
      capability: human.capability,
      supports: (from, to) => human.supports(from, to),
      translate: (texts, from, to, options) =>
        human.translate(texts, from, to, { ...options, sessionId: booth.sessionId }),
    },
    from: 'en',
    to: 'es-MX',
    texts: ['tea', 'coffee from Rwanda', 'two boxes'],
    unsupported: { from: 'en', to: 'qaa' },
    hang: () => {
      const before = booth.says;
      booth.says = () => undefined;
      return () => {
        booth.says = before;
      };
    },
    close: async () => {
      await booth.leave();
      await features.close();
    },
  };
});

describe("the interpreter's desk", () => {
  let features: INestApplicationContext;
  let booth: Booth;
  beforeAll(async () => {
    features = await openHouse();
    booth = await Booth.open(features);
    await booth.begin();
  });
  afterAll(async () => {
    await booth.leave();
    await features.close();
  });

  const ask = (text: string, over: { sessionId?: string; deadline?: number } = {}) =>
    answersOf(features.get(HumanProvider, { strict: false }), [text], ['en', 'es'], {
      sessionId: booth.sessionId,
      context: ['Welcome!'],
      ...over,
    });

  it('shows the interpreter what was said, and gives readers the answer', async () => {
    const seen: TextToInterpret[] = [];
    booth.says = (text) => {
      seen.push(text);
      return 'Té de plata';
    };
    const deadline = Date.now() + 5000;
    expect(await ask('Silver tea', { deadline })).toEqual(['Té de plata']);
    expect(seen).toMatchObject([
      { from: 'en', text: 'Silver tea', context: ['Welcome!'], deadlineAt: new Date(deadline).toISOString() },
    ]);
    expect((await booth.read()).texts).toEqual([]);
  });

  it('leaves a text to the machines when the interpreter says so', async () => {
    booth.says = () => null;
    expect(await ask('Silver tea')).toEqual([undefined]);
  });

  it('is not asked for texts of another session, nor for those of none', async () => {
    booth.says = () => 'never';
    expect(await ask('tea', { sessionId: uuidv7() })).toEqual([undefined]);
    expect(await answersOf(features.get(HumanProvider, { strict: false }), ['tea'], ['en', 'es'])).toEqual([undefined]);
  });

  it('takes no answer when nobody waits for one any more, nor a second one', async () => {
    const late: string[] = [];
    booth.says = ({ id }) => void late.push(id);
    await expect(ask('tea', { deadline: Date.now() + 500 })).rejects.toMatchObject({
      code: 'translation.provider-timeout',
    });
    await pause(50);
    await expect(booth.answer(late[0] ?? '', 'té')).rejects.toMatchObject({ code: 'interpreting.not-waiting' });
  });

  it('has room for few, and leaves what comes on top to the machines', async () => {
    booth.says = () => undefined;
    const deadline = Date.now() + 700;
    const asked = await Promise.allSettled(Array.from({ length: 12 }, (_, at) => ask(`text ${at}`, { deadline })));
    const leftToMachines = asked.filter(({ status }) => status === 'fulfilled');
    expect(leftToMachines.length).toBeGreaterThanOrEqual(1);
    expect(leftToMachines.length).toBeLessThanOrEqual(4);
  });

  it('is for interpreters and the host only', async () => {
    const stranger = await anActor(features, 'Somebody');
    for (const turnedAway of [booth.read(stranger), booth.answer(uuidv7(), 'x', stranger)]) {
      await expect(turnedAway).rejects.toMatchObject({ code: 'account.forbidden' });
    }
    expect(await booth.read(booth.host)).toMatchObject({ activeSeconds: 10 });
  });
});
