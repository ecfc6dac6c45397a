import type { INestApplicationContext } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { Hold, Order, Payment, SignedInActor, ViewerEvent } from '#libs/contracts';
import type { z } from 'zod';
import { Database } from '#libs/database';
import { SandboxProvider } from '#libs/payments';
import { PlaceClaim } from '../src/place-claim.js';
import { ReadOrders } from '../src/read-orders.js';
import { SettlePayment } from '../src/settle-payment.js';
import { StartPayment } from '../src/start-payment.js';
import type { Sale } from './sale.js';

/** Units held by a buyer. */
export async function aHold(
  shop: INestApplicationContext,
  sale: Sale,
  buyer: SignedInActor,
  { qty = 2, variantId }: { qty?: number; variantId?: string } = {},
): Promise<Hold> {
  const claim = { code: 'A1', qty, variantId, key: uuidv7() };
  const outcome = await shop.get(PlaceClaim).place(buyer, sale.session.id, claim);
  if (outcome.outcome !== 'HELD') throw new Error(`expected HELD, got ${outcome.outcome}`);
  return outcome.hold;
}

/** The provider takes the money, and says so. */
export async function capture(shop: INestApplicationContext, payment: Payment): Promise<void> {
  const news = { type: 'payment.captured' as const, data: { reference: payment.id, amount: payment.amount } };
  const { headers, body } = shop.get(SandboxProvider, { strict: false }).signedRequest(uuidv7(), news);
  await shop.get(SettlePayment).settle('sandbox', { headers, body: Buffer.from(body) });
}

/** An order that is paid. */
export async function aPaidOrder(shop: INestApplicationContext, sale: Sale, buyer: SignedInActor): Promise<Order> {
  const { orderId } = await aHold(shop, sale, buyer);
  await capture(shop, await shop.get(StartPayment).start(buyer, orderId));
  return shop.get(ReadOrders).get(buyer, orderId);
}

/** What the buyer was told in a session, in order. */
export async function newsOf(
  shop: INestApplicationContext,
  sale: Sale,
  buyer: SignedInActor,
): Promise<z.infer<typeof ViewerEvent>[]> {
  const { rows } = await shop
    .get(Database, { strict: false })
    .pool.query('SELECT event FROM outbox_event WHERE session_id = $1 AND channel = $2 ORDER BY id', [
      sale.session.id,
      `viewer.${buyer.accountId}`,
    ]);
  return rows.map(({ event }) => event);
}
