import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { readableCaptions } from '#libs/client';
import { InterpretersDesk, type TextToInterpret } from '#libs/contracts';
import { z } from 'zod';
import { WillingEngine } from '../../libs/translation/testing/willing-engine.js';
import { aLiveSession, aPerson, aViewer } from '../support/builders.js';
import { bothModes } from '../support/house.js';
import type { Person } from '../support/person.js';
import type { Seat } from '../support/seat.js';
import { storiesIn } from '../support/story.js';

let engine: WillingEngine;
beforeAll(async () => {
  engine = await WillingEngine.start();
});
afterAll(() => engine.close());

/** An interpreter's console: reads the desk again and again, and answers as `says` tells. */
async function interpreting(person: Person, sessionId: string, says: (text: TextToInterpret) => string | undefined) {
  const path = `/sessions/${sessionId}/interpreting/es`;
  const read = () => person.send({ method: 'GET', path, answer: InterpretersDesk });
  const left = new AbortController();
  const work = async () => {
    while (!left.signal.aborted) {
      for (const text of (await read()).texts) {
        const said = says(text);
        if (said === undefined) continue;
        await person.send({ method: 'POST', path: `${path}/${text.id}`, body: { text: said }, answer: z.unknown() });
      }
      await pause(100);
    }
  };
  await read();
  const working = work();
  // workers look once a second who is at work
  await pause(1500);
  return {
    leave: () => {
      left.abort();
      return working;
    },
  };
}

const say = (speaker: Seat, text: string) =>
  speaker.command('caption.say', { segment: crypto.randomUUID(), lang: 'en', text, state: 'final', t0: 0, t1: 900 });
const read = (seat: Seat, words: string) =>
  readableCaptions(seat.state.captions, 'es').find(({ text }) => text.includes(words));

storiesIn(
  bothModes,
  'an interpreter',
  (tell) => {
    tell('is heard instead of the machine while at work, and does not keep readers waiting', async (house) => {
      const [host, interpreter] = await Promise.all([aPerson(house), aPerson(house, { displayName: 'Inés' })]);
      const session = await aLiveSession(host);
      await host.send({
        method: 'PUT',
        path: `/sessions/${session.id}/roles/${interpreter.account.id}`,
        body: { role: 'interpreter' },
        answer: z.unknown(),
      });
      const speaker = await host.join(session.id, 'en');
      const viewer = await (await aViewer(house, { lang: 'es' })).join(session.id, 'es', 1);
      await speaker.until('the viewer is counted', ({ audience }) => audience.byLanguage['es'] === 1);

      const booth = await interpreting(interpreter, session.id, ({ text }) =>
        text.includes('Silver') ? 'Agujas de Plata' : undefined,
      );
      try {
        await say(speaker, 'Silver Needle');
        const heard = await viewer.until('the words of the interpreter', () => read(viewer, 'Agujas'));
        expect(heard).toMatchObject({ text: 'Agujas de Plata', engine: 'human', machine: false, flags: [] });

        await say(speaker, 'Terraces at dawn');
        const machine = await viewer.until('what the machine said', () => read(viewer, 'Terraces at dawn'));
        expect(machine).toMatchObject({
          text: 'es[Terraces at dawn]',
          engine: 'libretranslate',
          machine: true,
          flags: [],
        });
      } finally {
        await booth.leave();
      }
    });
  },
  () => ({
    LIBRETRANSLATE_URL: engine.url,
    TRANSLATION_MEMORY_FILES: '',
    TRANSLATION_HEDGE_MS: '300',
    INTERPRETER_MS: '1500',
  }),
);
