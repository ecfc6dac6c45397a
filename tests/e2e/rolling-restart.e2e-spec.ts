import { setTimeout as pause } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { PostedChat } from '#libs/contracts';
import { aLiveSession, aPerson, aViewer } from '../support/builders.js';
import { heardIn, upTo } from '../support/gapless.js';
import { Seat } from '../support/seat.js';
import { storiesIn } from '../support/story.js';

const viewers = 100;
const messagesPerSecond = 10;

storiesIn(['scaled'], 'a new release of the realtime nodes', (tell) => {
  tell(
    'reaches a hundred viewers while the room talks, and each has every message once and in order',
    async (house) => {
      const session = await aLiveSession(await aPerson(house));
      const seats = await Promise.all(
        upTo(viewers).map((n) =>
          Seat.take({
            realtimeUrl: house.realtimeUrls[n % 2 === 0 ? 0 : 1],
            sessionId: session.id,
            lang: 'en',
            me: null,
          }),
        ),
      );
      for (const seat of seats) house.showOutLater(seat);
      const talkers = await Promise.all(upTo(messagesPerSecond).map(() => aViewer(house)));

      const room = { talks: true };
      let said = 0;
      const talk = (async () => {
        while (room.talks) {
          const body = { key: crypto.randomUUID(), text: `message ${++said}`, lang: 'en' };
          const path = `/sessions/${session.id}/chat`;
          // over HTTP: what is written must not depend on the nodes that go
          await talkers[said % messagesPerSecond]?.send({ method: 'POST', path, body, answer: PostedChat });
          await pause(1000 / messagesPerSecond);
        }
      })();
      for (const node of house.realtimeNodes) {
        await pause(1000);
        await node.stop();
        await node.startAgain();
      }
      await pause(1000);
      room.talks = false;
      await talk;

      for (const seat of seats)
        await seat.until('the last message', () => heardIn(seat, 'chat').length >= said, 20_000);
      for (const seat of seats) expect(heardIn(seat, 'chat')).toEqual(upTo(said));
      const texts = upTo(said).map((n) => `message ${n}`);
      for (const seat of seats) expect(seat.events('chat.message').map(({ text }) => text)).toEqual(texts);

      const partings = seats.flatMap(({ statuses }) => statuses.flatMap(({ departure }) => departure ?? []));
      const asked = partings.filter(({ code }) => code === 4000).map(({ retryAfterMs }) => retryAfterMs);
      expect(asked).toHaveLength(viewers);
      expect(Math.max(...asked)).toBeLessThanOrEqual(5000);
      expect(new Set(asked).size).toBeGreaterThan(viewers / 2);
    },
    120_000,
  );
});
