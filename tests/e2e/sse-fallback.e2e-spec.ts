import { expect } from '@jest/globals';
import { openHolds, readableCaptions, sayInChat } from '#libs/client';
import { aLiveSession, aPerson, aShow, aViewer } from '../support/builders.js';
import { heardIn, upTo } from '../support/gapless.js';
import { bothModes, type House } from '../support/house.js';
import { Line } from '../support/line.js';
import type { Seat } from '../support/seat.js';
import { storiesIn } from '../support/story.js';

storiesIn(
  bothModes,
  'a viewer whose network lets no socket through',
  (tell) => {
    const aLine = async (house: House) => {
      const line = await Line.to(house.realtimeUrls[0]);
      house.showOutLater(line);
      return line;
    };
    const by = (seat: Seat, way: 'socket' | 'stream') =>
      seat.until(`live by ${way}`, () => seat.connection.status === 'live' && seat.connection.way === way);

    tell('reads, writes and buys as others do', async (house) => {
      const { host, session, variant } = await aShow(house);
      const line = await aLine(house);
      line.refuseUpgrades();
      const other = await (await aViewer(house)).join(session.id, 'en', 1);
      const seat = await (await aViewer(house)).join(session.id, 'en', line.url, { mayStream: true });
      const speaker = await host.join(session.id, 'en', line.url, { mayStream: true });
      for (const blocked of [seat, speaker]) expect(blocked.connection.way).toBe('stream');

      await other.say('hello there', 'en');
      await seat.until('what was said', () => seat.events('chat.message').length === 1);
      const { message } = await seat.say('and hello to you', 'en');
      await other.until('the answer', ({ chat }) => chat.messages.has(message));
      const caption = { segment: crypto.randomUUID(), lang: 'en', text: 'Welcome', t0: 0, t1: 900 };
      await speaker.command('caption.say', { ...caption, state: 'final' });
      await seat.until('the caption', ({ captions }) => readableCaptions(captions, 'en').length === 1);

      expect((await seat.say('sold A1 x2', 'en')).claim).toMatchObject({ outcome: 'HELD', hold: { qty: 2 } });
      const outcome = await seat.command('claim.place', { code: 'A1', qty: 1, key: crypto.randomUUID() });
      expect(outcome).toMatchObject({ outcome: 'HELD', hold: { variantId: variant.id, qty: 1 } });
      const hold = await seat.until('the hold of one', ({ viewer }) => openHolds(viewer).find(({ qty }) => qty === 1));
      await seat.command('hold.release', { holdId: hold.id });
      await seat.until('nothing is held', ({ viewer }) => openHolds(viewer).length === 0);
      await other.until('all is free again', ({ room }) => room?.stock.get(variant.id)?.value.available === 20);
      expect(seat.connection.way).toBe('stream');
    });

    tell('goes from socket to stream, to another node and back, and hears and says everything once', async (house) => {
      const session = await aLiveSession(await aPerson(house));
      const line = await aLine(house);
      const talker = await aViewer(house);
      const seat = await (await aViewer(house)).join(session.id, 'en', line.url, { mayStream: true });
      await by(seat, 'socket');
      const posted = new Set<string>();
      const talking = new AbortController();
      const post = async () => {
        const body = { key: crypto.randomUUID(), text: `message ${posted.size + 1}`, lang: 'en' };
        posted.add((await talker.send(sayInChat(session.id, body))).message);
      };
      const talk = (async () => {
        while (!talking.signal.aborted) await post();
      })();
      const more = async () => {
        const { message } = await seat.say('so do I', 'en');
        posted.add(message);
        const enough = posted.size + 10;
        await seat.until('more was said', () => posted.size > enough && seat.state.chat.messages.has(message));
      };

      await more();
      line.refuseUpgrades();
      line.cut();
      line.leadTo(house.realtimeUrls[0]);
      await by(seat, 'stream');
      await more();
      line.cut();
      line.leadTo(house.realtimeUrls[1]);
      await by(seat, 'stream');
      await more();
      line.refuseUpgrades(false);
      await by(seat, 'socket');
      await more();
      talking.abort();
      await talk;
      await seat.until('all that was said', () => heardIn(seat, 'chat').length >= posted.size);
      expect(heardIn(seat, 'chat')).toEqual(upTo(posted.size));
      expect(new Set(seat.events('chat.message').map(({ message }) => message))).toEqual(posted);
      const joined = seat.statuses.filter(({ status }) => status === 'live').length;
      expect(joined).toBeGreaterThanOrEqual(4);
    });
  },
  { CHAT_PER_ACCOUNT: '100000', CHAT_PER_ADDRESS: '1000000', CHAT_PER_SESSION: '1000000' },
);
