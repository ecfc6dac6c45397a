import { expect } from '@jest/globals';
import type { Payment, Refund } from '#libs/contracts';
import { call } from '../support/api.js';
import { aShow, aViewer } from '../support/builders.js';
import { bothModes, type House } from '../support/house.js';
import { storiesIn } from '../support/story.js';

type Show = Awaited<ReturnType<typeof aShow>>;

/** Somebody who said what they buy, and how they ask the house about it. */
async function aBuyer(house: House, { session, desk }: Show) {
  const viewer = await aViewer(house);
  const seat = await viewer.join(session.id, 'en', 1);
  const { claim } = await seat.say('sold A1', 'en');
  const orderId = claim?.outcome === 'HELD' ? claim.hold.orderId : '';
  const token = await viewer.me.token();
  const post = (path: string, body: unknown, as = token) => call(house, path, { method: 'POST', token: as, body });
  return {
    orderId,
    post,
    pay: async (wish: unknown) => (await post(`/v1/orders/${orderId}/payments`, wish)).body as Payment,
    confirmed: () =>
      seat.until('the order', ({ viewer: mine }) => mine.orders.get(orderId)?.value.state === 'confirmed'),
    paymentIs: (id: string, state: Payment['state']) =>
      seat.until(`the payment is ${state}`, ({ viewer: mine }) => mine.payments.get(id)?.value.state === state),
    refund: async (body: unknown) =>
      (await post(`/v1/orders/${orderId}/refunds`, body, await desk.owner.me.token())).body as Refund,
  };
}

storiesIn(bothModes, 'a buyer whose provider', (tell) => {
  tell('charged and did not answer has the order all the same, within moments', async (house) => {
    const buyer = await aBuyer(house, await aShow(house));
    const payment = await buyer.pay({ fault: 'time-out-after-charging' });
    expect(payment.state).toBe('unknown');
    await buyer.confirmed();
    await buyer.paymentIs(payment.id, 'captured');
  });

  tell('tells it five times has paid once, and gets back what the exporter gives back', async (house) => {
    const buyer = await aBuyer(house, await aShow(house));
    const payment = await buyer.pay({});
    const decided = await buyer.post(`/v1/sandbox/payments/${payment.id}`, { decision: 'approve', copies: 5 });
    expect(decided.status).toBe(202);
    await buyer.confirmed();
    const books = () =>
      house.database.row(
        `SELECT count(*)::int AS entries, sum(amount)::int AS sum,
             sum(amount) FILTER (WHERE account = 'provider:sandbox')::int AS paid
           FROM ledger_entry WHERE order_id = $1`,
        [buyer.orderId],
      );
    const { amount } = payment.amount;
    expect(await books()).toEqual({ entries: 2, sum: 0, paid: amount });
    expect(await buyer.refund({ amount: 100, reason: 'One bag was torn.' })).toMatchObject({ state: 'done' });
    expect(await books()).toEqual({ entries: 4, sum: 0, paid: amount - 100 });
    expect(await buyer.refund({ reason: 'All of it was wet.' })).toMatchObject({ state: 'done' });
    await buyer.paymentIs(payment.id, 'refunded');
    expect(await books()).toEqual({ entries: 6, sum: 0, paid: 0 });
  });

  tell('never tells it has the order when the provider is asked', async (house) => {
    const buyer = await aBuyer(house, await aShow(house));
    const payment = await buyer.pay({});
    await buyer.post(`/v1/sandbox/payments/${payment.id}`, { decision: 'approve', copies: 0 });
    // a minute goes by
    const waited = `UPDATE payment SET created_at = created_at - interval '61 seconds' WHERE id = $1 RETURNING state`;
    expect(await house.database.row(waited, [payment.id])).toEqual({ state: 'pending' });
    await buyer.confirmed();
    await buyer.paymentIs(payment.id, 'captured');
  });
});
