import { expect } from '@jest/globals';
import {
  askOfOrder,
  cancelHold,
  decideSandboxPayment,
  order as orderOf,
  orderEvidence,
  orderShipping,
  payOrder,
  putShipping,
} from '#libs/client';
import type { Hold } from '#libs/contracts';
import { aShow, aViewer } from '../support/builders.js';
import { bothModes } from '../support/house.js';
import type { Seat } from '../support/seat.js';
import { storiesIn } from '../support/story.js';

const shipping = { name: 'Amina', lines: ['KN 5 Rd 12'], city: 'Kigali', country: 'RW', phone: '+250788123456' };

async function held(seat: Seat): Promise<Hold> {
  const { claim } = await seat.say('sold A1', 'en');
  if (claim?.outcome !== 'HELD') throw new Error(`expected HELD, got ${claim?.outcome}`);
  return claim.hold;
}

storiesIn(bothModes, 'an order that is looked after', (tell) => {
  tell(
    'is reminded of, and taken back by the host with a reason',
    async (house) => {
      const { host, session } = await aShow(house, { offer: { holdSeconds: 30 } });
      const seat = await (await aViewer(house)).join(session.id, 'en', 0);
      const hold = await held(seat);
      const [reminder] = await seat.until(
        'the reminder',
        () => seat.events('hold.reminder').length > 0 && seat.events('hold.reminder'),
        28_000,
      );
      expect(reminder).toMatchObject({ kind: 'half-time', hold: { id: hold.id, state: 'HELD' } });
      await host.send(cancelHold(hold.id, { reason: 'The jar broke.' }));
      await seat.until('the order is cancelled', ({ viewer }) => {
        const order = viewer.orders.get(hold.orderId)?.value;
        return order?.state === 'cancelled' && order.cancelReason === 'The jar broke.';
      });
      expect(seat.events('hold.changed').at(-1)).toMatchObject({
        reason: 'The jar broke.',
        hold: { state: 'RELEASED' },
      });
      expect(seat.events('hold.reminder')).toHaveLength(1);
    },
    60_000,
  );

  tell(
    'is paid, asked back, and returned when nobody answers in time',
    async (house) => {
      const { session, desk } = await aShow(house);
      const amina = await aViewer(house);
      const seat = await amina.join(session.id, 'en', 1);
      const { orderId } = await held(seat);
      await amina.send(putShipping(orderId, shipping));
      expect(await desk.owner.send(orderShipping(orderId))).toEqual({ shipping });
      const payment = await amina.send(payOrder(orderId));
      await amina.send(decideSandboxPayment(payment.id, 'approve'));
      await seat.until('it is paid', ({ viewer }) => viewer.orders.get(orderId)?.value.state === 'confirmed');

      const request = await amina.send(askOfOrder(orderId, { kind: 'cancellation', reason: 'Ordered twice.' }));
      await house.database.query('UPDATE order_request SET due_at = now() WHERE id = $1', [request.id]);
      await seat.until(
        'the silence is taken for a yes',
        ({ viewer }) => viewer.orders.get(orderId)?.value.requests[0]?.state === 'accepted',
        25_000,
      );
      await seat.until(
        'the money is back',
        ({ viewer }) => viewer.payments.get(payment.id)?.value.state === 'refunded',
      );
      expect(await desk.owner.send(orderOf(orderId))).toMatchObject({ state: 'cancelled' });
      const { jws } = await amina.send(orderEvidence(orderId));
      const evidence = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString());
      expect(evidence.claims).toMatchObject([{ said: { text: 'sold A1' } }]);
      expect(evidence.refunds).toMatchObject([{ state: 'done' }]);
    },
    60_000,
  );
});
