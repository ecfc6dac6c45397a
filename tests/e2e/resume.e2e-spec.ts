import { expect } from '@jest/globals';
import { aShow, aViewer } from '../support/builders.js';
import { demoCues } from '../support/demo-show.js';
import { heardIn, upTo } from '../support/gapless.js';
import { bothModes } from '../support/house.js';
import { Line } from '../support/line.js';
import { storiesIn } from '../support/story.js';

storiesIn(bothModes, 'a viewer who loses the line', (tell, mode) => {
  tell('comes back, on another node where there is one, to exactly what was missed', async (house) => {
    const { host, session } = await aShow(house);
    const line = await Line.to(house.realtimeUrls[0]);
    house.showOutLater(line);
    const viewer = await (await aViewer(house, { lang: 'es' })).join(session.id, 'es', line.url);
    const talkers = await Promise.all(upTo(2).map(async () => (await aViewer(house)).join(session.id, 'en', 1)));
    const speaker = await host.join(session.id, 'en', 1);
    await speaker.until('the Spanish reader is counted', ({ audience }) => audience.byLanguage['es'] === 1);

    let said = 0;
    const talk = async (messages: number) => {
      for (let i = 0; i < messages; i++) await talkers[i % 2]?.say(`message ${++said}`, 'en');
    };
    const cues = demoCues();
    const speak = async (first: number, last: number) => {
      for (const { text, t0, t1 } of cues.slice(first, last))
        await speaker.command('caption.say', {
          segment: crypto.randomUUID(),
          lang: 'en',
          text,
          state: 'final',
          t0,
          t1,
        });
    };
    await Promise.all([talk(5), speak(0, 2)]);
    await viewer.until('the first messages', () => heardIn(viewer, 'chat').length === 5);
    await viewer.until('the first captions', () => heardIn(viewer, 'caption.es').length === 2);

    line.cut();
    await viewer.until('the line is gone', () => viewer.connection.status === 'waiting');
    await Promise.all([talk(10), speak(2, 6)]);
    expect(heardIn(viewer, 'chat')).toEqual(upTo(5));
    line.leadTo(house.realtimeUrls[1]);
    await talk(5);
    await viewer.until('all messages', () => heardIn(viewer, 'chat').length >= 20);
    await viewer.until('all captions', () => heardIn(viewer, 'caption.es').length >= 6);
    await talk(1);
    await viewer.until('what comes live', () => heardIn(viewer, 'chat').length >= 21);

    expect(heardIn(viewer, 'chat')).toEqual(upTo(21));
    expect(heardIn(viewer, 'caption.es')).toEqual(upTo(6));
    expect(viewer.events('chat.message').map(({ text }) => text)).toEqual(upTo(21).map((n) => `message ${n}`));
    expect(viewer.problems).toEqual([]);
  });

  if (mode === 'scaled')
    tell(
      'and whose node is killed goes on at the other one, with every message that was acknowledged',
      async (house) => {
        const { session } = await aShow(house);
        const [doomed] = house.realtimeNodes;
        const line = await Line.to(house.realtimeUrls[0]);
        house.showOutLater(line);
        const viewer = await (await aViewer(house)).join(session.id, 'en', line.url);
        const talker = await (await aViewer(house)).join(session.id, 'en', line.url);
        const sending = upTo(30).map((n) => talker.say(`message ${n}`, 'en').catch(() => null));
        await viewer.until('the talk has begun', () => heardIn(viewer, 'chat').length > 0);
        await doomed.kill();
        line.leadTo(house.realtimeUrls[1]);
        const acknowledged = (await Promise.all(sending)).flatMap((answer) =>
          answer === null ? [] : [answer.message],
        );
        await doomed.startAgain();

        await viewer.until('every acknowledged message', ({ chat }) =>
          acknowledged.every((id) => chat.messages.has(id)),
        );
        const heard = heardIn(viewer, 'chat');
        expect(heard).toEqual(upTo(heard.length));
        const texts = viewer.events('chat.message').map(({ text }) => text);
        expect(new Set(texts).size).toBe(texts.length);
      },
    );
});
