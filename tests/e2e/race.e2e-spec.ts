import { expect } from '@jest/globals';
import type { PostedChat } from '#libs/contracts';
import { sessionSnapshot } from '#libs/client';
import { aShow, aViewer } from '../support/builders.js';
import { upTo } from '../support/gapless.js';
import { bothModes } from '../support/house.js';
import { RawSocket } from '../support/raw-socket.js';
import { storiesIn } from '../support/story.js';

const buyers = 500;
const units = 20;

storiesIn(bothModes, 'five hundred claims for twenty units', (tell) => {
  tell(
    'are all answered: twenty held in the order they came in, the others told that nothing is left',
    async (house) => {
      const { host, session, variant } = await aShow(house, { onHand: units });
      const crowd: RawSocket[] = [];
      for (const batch of upTo(buyers / 50)) {
        const joined = upTo(50).map(async (place) => {
          const { me } = await aViewer(house, { displayName: `Buyer ${batch}-${place}` });
          const token = await me.token();
          const socket = await RawSocket.join(house.realtimeUrls[place % 2 === 0 ? 0 : 1], session.id, {
            lang: 'en',
            ...(token && { token }),
          });
          house.showOutLater(socket);
          return socket;
        });
        crowd.push(...(await Promise.all(joined)));
      }

      // half of them press the button, half of them write
      const press = (socket: RawSocket) => socket.claim({ code: 'A1', qty: 1, key: crypto.randomUUID() });
      const write = async (socket: RawSocket) => {
        const words = { key: crypto.randomUUID(), text: 'sold A1', lang: 'en' };
        const { result } = await socket.ask('chat.send', words);
        return (result as PostedChat).claim;
      };
      const outcomes = await Promise.all(crowd.map((socket, at) => (at % 2 === 0 ? press(socket) : write(socket))));

      const held = outcomes.filter((outcome) => outcome?.outcome === 'HELD');
      const told = outcomes.filter((outcome) => outcome?.outcome === 'WAITLISTED');
      expect([held.length, told.length]).toEqual([units, buyers - units]);
      const db = house.database;
      expect(await db.row('SELECT on_hand, held, sold FROM stock WHERE variant_id = $1', [variant.id])).toEqual({
        on_hand: units,
        held: units,
        sold: 0,
      });
      expect(
        await db.row(
          `SELECT count(*)::int AS claims, min(claim_seq)::int AS first, max(claim_seq)::int AS last,
             max(claim_seq) FILTER (WHERE outcome = 'HELD')::int AS last_held FROM claim WHERE session_id = $1`,
          [session.id],
        ),
      ).toEqual({ claims: buyers, first: 1, last: buyers, last_held: units });
      expect(
        await db.row(
          `SELECT count(*)::int AS orders, count(DISTINCT buyer_id)::int AS buyers, count(DISTINCT number)::int AS numbers
           FROM sale_order WHERE session_id = $1 AND state = 'pending'`,
          [session.id],
        ),
      ).toEqual({ orders: units, buyers: units, numbers: units });
      const { lineUp } = await host.send(sessionSnapshot(session.id));
      expect(lineUp[0]?.listing.variants[0]?.stock).toEqual({ onHand: units, held: units, sold: 0, available: 0 });
    },
    90_000,
  );
});
