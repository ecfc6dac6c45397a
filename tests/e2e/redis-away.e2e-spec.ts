import { expect } from '@jest/globals';
import { decideSandboxPayment, openHolds, order as orderOf, payOrder, type SessionState } from '#libs/client';
import { call } from '../support/api.js';
import { aShow, aViewer } from '../support/builders.js';
import { eventually } from '../support/eventually.js';
import type { Seat } from '../support/seat.js';
import { storiesIn } from '../support/story.js';

/** Longer than any buyer should wait, whatever is away. Milliseconds. */
const soon = 4000;

async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const result = await work;
  expect(performance.now() - startedAt).toBeLessThan(limitMs);
  return result;
}

storiesIn(['scaled'], 'while Redis is gone', (tell) => {
  tell(
    'buyers claim, pay and pass as ever; when it is back, empty, the room goes on',
    async (house) => {
      const { session, offer, variant } = await aShow(house);
      const [buyer, other] = [await aViewer(house), await aViewer(house)];
      const seat = await buyer.join(session.id, 'en');
      await house.redis?.vanish();

      const claim = async (person: typeof buyer, qty: number) => {
        const sent = { method: 'POST', token: await person.me.token(), key: crypto.randomUUID(), body: { qty } };
        const { body } = await within(soon, call(house, `/v1/offers/${offer.id}/claims`, sent));
        expect(body).toMatchObject({ outcome: 'HELD' });
        return (body as { hold: { id: string; orderId: string } }).hold;
      };
      const [hold, passed] = [await claim(buyer, 2), await claim(other, 3)];
      const payment = await within(soon, buyer.send(payOrder(hold.orderId)));
      await within(soon, buyer.send(decideSandboxPayment(payment.id, 'approve')));
      expect(await buyer.send(orderOf(hold.orderId))).toMatchObject({ state: 'confirmed' });
      const pass = { method: 'DELETE', token: await other.me.token() };
      expect(await within(soon, call(house, `/v1/holds/${passed.id}`, pass))).toMatchObject({ status: 200 });
      expect(
        await house.database.row('SELECT on_hand, held, sold FROM stock WHERE variant_id = $1', [variant.id]),
      ).toEqual({ on_hand: 20, held: 0, sold: 2 });
      for (const { url } of house.processes) {
        const answer = await fetch(`${url}/health/ready`);
        expect([answer.status, await answer.json()]).toEqual([200, { status: 'degraded', away: ['redis'] }]);
      }

      await house.redis?.comeBack();
      await eventually('nothing waits to be told', async () => {
        const { count } = await house.database.row<{ count: number }>(
          'SELECT count(*)::int AS count FROM outbox_event WHERE session_id = $1 AND delivered_at IS NULL',
          [session.id],
        );
        return count === 0;
      });
      const { message } = await seat.say('all well again', 'en');
      await seat.until('the room talks again', () =>
        seat.events('chat.message').some((said) => said.message === message),
      );
      await seat.until('what was bought waits no longer', ({ viewer }) => openHolds(viewer).length === 0);
    },
    60_000,
  );

  tell(
    'viewers of every node see what is decided meanwhile, and once it answers again the same comes numbered, and once',
    async (house) => {
      const { host, session, offer } = await aShow(house);
      const buyer = await aViewer(house);
      const seat = await buyer.join(session.id, 'en', 0);
      const others = await Promise.all(
        ([0, 1] as const).map(async (node) => (await aViewer(house)).join(session.id, 'en', node)),
      );
      house.redis?.freeze();

      const token = await buyer.me.token();
      await call(house, `/v1/offers/${offer.id}/claims`, { method: 'POST', token, body: { qty: 2 } });
      await seat.until('the hold', ({ viewer }) => openHolds(viewer).length === 1);
      const close = { method: 'POST', token: await host.me.token() };
      expect((await call(house, `/v1/offers/${offer.id}/close`, close)).status).toBe(200);
      const isClosed = (state: SessionState) => typeof state.room?.offers.get(offer.id)?.value.closedAt === 'string';
      for (const other of others) {
        await other.until('the offer is closed', isClosed);
        expect(other.events('offer.closed')).toEqual([]);
        expect(openHolds(other.state.viewer)).toEqual([]);
      }

      house.redis?.thaw();
      for (const other of [seat, ...others]) {
        await other.until('the numbered event', () => other.events('offer.closed').length > 0);
        expect(isClosed(other.state)).toBe(true);
      }
      await eventually('the room talks again', () => seat.say('after', 'en').catch(() => false as const));
      for (const other of others) {
        await other.until('the message', () => other.events('chat.message').length === 1);
        expect(other.events('offer.closed')).toHaveLength(1);
      }
      expect(openHolds(seat.state.viewer)).toHaveLength(1);
    },
    60_000,
  );

  tell(
    'nobody can write, and everybody is told so; when it is back, empty, viewers of every node start over and go on',
    async (house) => {
      const { session } = await aShow(house);
      const seats = await Promise.all(
        ([0, 1] as const).map(async (node) => (await aViewer(house)).join(session.id, 'en', node)),
      );
      const [here, there] = seats as [Seat, Seat];
      await here.say('before', 'en');
      await there.until('the first message', () => there.events('chat.message').length === 1);
      const epoch = here.state.epoch;

      await house.redis?.vanish();
      await expect(here.say('lost', 'en')).rejects.toMatchObject({ code: 'server.unavailable' });
      await house.redis?.comeBack();

      for (const seat of seats)
        await seat.until('it started over', (state) => seat.connection.status === 'live' && state.epoch !== epoch);
      await eventually('the room talks again', () => here.say('after', 'en').catch(() => false as const));
      for (const seat of seats) {
        await seat.until('the new message', () => seat.events('chat.message').some(({ text }) => text === 'after'));
        expect(seat.events('chat.message').map(({ text }) => text)).toEqual(['before', 'after']);
        expect(seat.state.room?.snapshot.session.id).toBe(session.id);
      }
    },
    60_000,
  );
});
