import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { Hold, SignedInActor } from '#libs/contracts';
import { Database } from '#libs/database';
import { ReadPayments } from '#libs/payments';
import { SessionRoles } from '#libs/sessions';
import { anActor } from '../../../tests/support/feature.js';
import { aHold, aPaidOrder, capture, newsOf } from '../testing/purchase.js';
import { aSale, openShop, type Sale, stockOf } from '../testing/sale.js';
import { CancelHold } from './cancel-hold.js';
import { CancelOrder } from './cancel-order.js';
import { MarkShipment } from './mark-shipment.js';
import { PlaceClaim } from './place-claim.js';
import { ReadHolds } from './read-holds.js';
import { ReadOrders } from './read-orders.js';
import { StartPayment } from './start-payment.js';

describe('calling off', () => {
  let shop: INestApplicationContext;
  beforeAll(async () => void (shop = await openShop({ PAYMENT_PROVIDERS: 'sandbox,cash-on-delivery' })));
  afterAll(() => shop?.close());

  const cancel = (buyer: SignedInActor, orderId: string, reason?: string) =>
    shop.get(CancelOrder).cancel(buyer, orderId, reason);
  const cancelHold = (actor: Parameters<CancelHold['cancel']>[0], { id }: Hold) =>
    shop.get(CancelHold).cancel(actor, id, 'The jar broke.');
  const paymentState = async (buyer: SignedInActor, id: string) =>
    (await shop.get(ReadPayments, { strict: false }).get(buyer, id)).state;
  const waitFor = (sale: Sale, buyer: SignedInActor) =>
    shop.get(PlaceClaim).place(buyer, sale.session.id, { code: 'A1', qty: 2, key: uuidv7() });

  describe('an order, by its buyer', () => {
    it('gives everything back that it holds, and serves whoever waits', async () => {
      const variants = [
        { name: '100 g', onHand: 2 },
        { name: '250 g', onHand: 9 },
      ];
      const sale = await aSale(shop, { variants });
      const [buyer, waiting] = [await anActor(shop), await anActor(shop)];
      const first = await aHold(shop, sale, buyer, { variantId: sale.variantIds[0] });
      const second = await aHold(shop, sale, buyer, { variantId: sale.variantIds[1] });
      expect(second.orderId).toBe(first.orderId);
      const claim = { code: 'A1', variantId: sale.variantIds[0], qty: 1, key: uuidv7() };
      expect(await shop.get(PlaceClaim).place(waiting, sale.session.id, claim)).toMatchObject({
        outcome: 'WAITLISTED',
      });

      const order = await cancel(buyer, first.orderId, 'Found it at home.');
      expect(order).toMatchObject({ state: 'cancelled', cancelReason: 'Found it at home.' });
      expect(await cancel(buyer, first.orderId, 'Again.')).toEqual(order);
      expect(await shop.get(ReadHolds).openIn(sale.session.id, buyer.accountId)).toEqual([]);
      expect(await shop.get(ReadHolds).openIn(sale.session.id, waiting.accountId)).toMatchObject([{ qty: 1 }]);
      expect(await stockOf(shop, sale.variantIds[1] as string)).toEqual({ onHand: 9, held: 0, sold: 0 });
      expect((await newsOf(shop, sale, buyer)).slice(1)).toMatchObject([
        { type: 'claim.decided' },
        { type: 'hold.changed', hold: { state: 'RELEASED' }, reason: 'Found it at home.' },
        { type: 'hold.changed', hold: { state: 'RELEASED' }, reason: 'Found it at home.' },
        { type: 'order.changed', order: { state: 'cancelled', cancelReason: 'Found it at home.' } },
      ]);
    });

    it('is told of too when a word in the chat empties it', async () => {
      const sale = await aSale(shop);
      const buyer = await anActor(shop);
      const { orderId } = await aHold(shop, sale, buyer);
      await shop.get(PlaceClaim).placeFromMessage(buyer, sale.session, 'pass A1', 'en', uuidv7());
      expect((await newsOf(shop, sale, buyer)).slice(1)).toMatchObject([
        { type: 'claim.decided', outcome: { outcome: 'RELEASED' } },
        { type: 'hold.changed', hold: { state: 'RELEASED' } },
        { type: 'order.changed', order: { id: orderId, state: 'cancelled' } },
      ]);
    });

    it('closes the payment first, and money that comes all the same goes back', async () => {
      const sale = await aSale(shop);
      const buyer = await anActor(shop);
      const { orderId } = await aHold(shop, sale, buyer);
      const payment = await shop.get(StartPayment).start(buyer, orderId);
      const orders = await Promise.all([1, 2, 3].map(() => cancel(buyer, orderId)));
      expect(orders.map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'cancelled']);
      expect(await paymentState(buyer, payment.id)).toBe('expired');

      await capture(shop, payment);
      expect(await shop.get(ReadOrders).get(buyer, orderId)).toMatchObject({ state: 'cancelled' });
      expect(await paymentState(buyer, payment.id)).toBe('refunded');
      expect(await stockOf(shop, sale.variantIds[0])).toEqual({ onHand: 20, held: 0, sold: 0 });
    });

    it('is free as long as the money only comes with the goods, until they are on their way', async () => {
      const sale = await aSale(shop);
      const buyer = await anActor(shop);
      const promised = async () => {
        const { orderId } = await aHold(shop, sale, buyer);
        await shop.get(StartPayment).start(buyer, orderId, { provider: 'cash-on-delivery' });
        expect(await shop.get(ReadOrders).get(buyer, orderId)).toMatchObject({ state: 'confirmed' });
        return orderId;
      };
      expect(await cancel(buyer, await promised())).toMatchObject({ state: 'cancelled' });
      expect(await stockOf(shop, sale.variantIds[0])).toEqual({ onHand: 20, held: 0, sold: 0 });

      const orderId = await promised();
      await shop.get(MarkShipment).mark(sale.host, orderId, 'shipped');
      await expect(cancel(buyer, orderId)).rejects.toMatchObject({ code: 'order.wrong-state' });
    });

    it('is not free once it is paid, and never anybody else’s', async () => {
      const sale = await aSale(shop);
      const buyer = await anActor(shop);
      const { id } = await aPaidOrder(shop, sale, buyer);
      await expect(cancel(buyer, id)).rejects.toMatchObject({ code: 'order.wrong-state' });
      const { orderId } = await aHold(shop, await aSale(shop), buyer);
      for (const other of [await anActor(shop), sale.host])
        await expect(cancel(other, orderId)).rejects.toMatchObject({ code: 'order.not-found' });
    });
  });

  describe('a hold, by those who sell', () => {
    it('tells its buyer why, and serves whoever waits', async () => {
      const sale = await aSale(shop, { onHand: 2 });
      const [buyer, waiting] = [await anActor(shop), await anActor(shop)];
      const hold = await aHold(shop, sale, buyer);
      await waitFor(sale, waiting);
      expect(await cancelHold(sale.host, hold)).toMatchObject({ id: hold.id, state: 'RELEASED' });
      expect(await cancelHold(sale.host, hold)).toMatchObject({ state: 'RELEASED' });
      expect((await newsOf(shop, sale, buyer)).slice(1)).toMatchObject([
        { type: 'hold.changed', hold: { id: hold.id, state: 'RELEASED' }, reason: 'The jar broke.' },
        { type: 'order.changed', order: { state: 'cancelled', cancelReason: 'The jar broke.' } },
      ]);
      expect(await shop.get(ReadHolds).openIn(sale.session.id, waiting.accountId)).toMatchObject([{ qty: 2 }]);
    });

    it('leaves the rest of the order as it was, and closes a payment that was for all of it', async () => {
      const sale = await aSale(shop, { variants: ['100 g', '250 g'].map((name) => ({ name, onHand: 9 })) });
      const buyer = await anActor(shop);
      const broken = await aHold(shop, sale, buyer, { variantId: sale.variantIds[0] });
      const whole = await aHold(shop, sale, buyer, { variantId: sale.variantIds[1] });
      const payment = await shop.get(StartPayment).start(buyer, whole.orderId);
      await cancelHold({ kind: 'api-key', exporterId: sale.exporterId, apiKeyId: uuidv7() }, broken);
      expect(await paymentState(buyer, payment.id)).toBe('expired');
      expect(await shop.get(ReadOrders).get(buyer, whole.orderId)).toMatchObject({
        state: 'pending',
        cancelReason: null,
        total: whole.total,
        lines: [{ holdId: whole.id }],
      });
      expect(await shop.get(StartPayment).start(buyer, whole.orderId)).toMatchObject({
        attempt: 2,
        amount: whole.total,
      });
    });

    it('is for the host, moderators and the exporter', async () => {
      const sale = await aSale(shop);
      const buyer = await anActor(shop);
      const [moderator, interpreter, stranger] = [await anActor(shop), await anActor(shop), await anActor(shop)];
      const roles = shop.get(SessionRoles, { strict: false });
      await roles.give(sale.host, sale.session.id, moderator.accountId, 'moderator');
      await roles.give(sale.host, sale.session.id, interpreter.accountId, 'interpreter');
      const hold = await aHold(shop, sale, buyer);
      for (const other of [buyer, interpreter, stranger, { kind: 'anonymous' } as const])
        await expect(cancelHold(other, hold)).rejects.toMatchObject({ code: 'order.hold-not-found' });
      expect(await cancelHold(moderator, hold)).toMatchObject({ state: 'RELEASED' });
    });

    it('is too late once it is paid', async () => {
      const sale = await aSale(shop);
      const buyer = await anActor(shop);
      const { id } = await aPaidOrder(shop, sale, buyer);
      const { rows } = await shop
        .get(Database, { strict: false })
        .pool.query('SELECT id FROM hold WHERE order_id = $1', [id]);
      await expect(cancelHold(sale.host, rows[0])).rejects.toMatchObject({ code: 'order.wrong-state' });
    });
  });
});
