import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { ClaimOutcome, SignedInActor } from '#libs/contracts';
import { Database } from '#libs/database';
import { anActor } from '../../../tests/support/feature.js';
import { aSale, openShop, type Sale, stockOf } from '../testing/sale.js';
import { CloseOffer } from './close-offer.js';
import { PlaceClaim } from './place-claim.js';

describe('claiming in a session', () => {
  let shop: INestApplicationContext;
  beforeAll(async () => void (shop = await openShop()));
  afterAll(() => shop?.close());

  const say = (sale: Sale, actor: SignedInActor, text: string, message = uuidv7(), lang = 'en') =>
    shop.get(PlaceClaim).placeFromMessage(actor, sale.session, text, lang, message);
  const press = (sale: Sale, actor: SignedInActor, qty = 1, key: string = uuidv7(), code = 'A1') =>
    shop.get(PlaceClaim).place(actor, sale.session.id, { code, qty, key });
  const heldBy = (outcome: ClaimOutcome | null) => {
    if (outcome?.outcome !== 'HELD') throw new Error(`expected HELD, got ${JSON.stringify(outcome)}`);
    return outcome.hold;
  };

  it('holds what a message asks for, at the price of the moment, for the time of the offer', async () => {
    const sale = await aSale(shop);
    const before = Date.now();
    const hold = heldBy(await say(sale, await anActor(shop), 'sold A1 x2'));
    expect(hold).toMatchObject({
      code: 'A1',
      variantId: sale.variantIds[0],
      variantName: '250 g',
      qty: 2,
      unitPrice: { amount: 1450, currency: 'USD' },
      total: { amount: 2900, currency: 'USD' },
      state: 'HELD',
    });
    const seconds = (Date.parse(hold.expiresAt) - before) / 1000;
    expect(seconds).toBeGreaterThan(595);
    expect(seconds).toBeLessThan(610);
    expect(await stockOf(shop, sale.variantIds[0])).toEqual({ onHand: 20, held: 2, sold: 0 });
  });

  it('understands a claim in another language than the session', async () => {
    const sale = await aSale(shop);
    expect(heldBy(await say(sale, await anActor(shop), '我要A1 两盒', uuidv7(), 'zh-Hans')).qty).toBe(2);
  });

  it('leaves conversation alone', async () => {
    const sale = await aSale(shop);
    const buyer = await anActor(shop);
    expect(await say(sale, buyer, 'what a lovely view behind you!')).toBeNull();
    expect(await say(sale, buyer, "don't sold A1")).toBeNull();
    expect(await stockOf(shop, sale.variantIds[0])).toMatchObject({ held: 0 });
  });

  it('lets an order cost what is held of it, whatever is added, changed and given back', async () => {
    const variants = ['250 g', '500 g'].map((name) => ({ name, onHand: 9 }));
    const sale = await aSale(shop, { variants });
    const buyer = await anActor(shop);
    const claim = (variantId: string | undefined, qty: number) =>
      shop.get(PlaceClaim).place(buyer, sale.session.id, { code: 'A1', variantId, qty, key: uuidv7() });
    const costs = async () => {
      const { rows } = await shop.get(Database, { strict: false }).pool.query<{ total: number; held: number }>(
        `SELECT o.total::int AS total, sum(h.qty * h.unit_price)::int AS held FROM sale_order o
         JOIN hold h ON h.order_id = o.id AND h.state = 'HELD'
         WHERE o.buyer_id = $1 GROUP BY o.id`,
        [buyer.accountId],
      );
      expect(rows).toHaveLength(1);
      expect(rows[0]?.total).toBe(rows[0]?.held);
      return rows[0]?.total;
    };
    const [small, large] = sale.variantIds;
    await claim(small, 2);
    expect(await costs()).toBe(2900);
    await claim(large, 3);
    expect(await costs()).toBe(7250);
    await claim(small, 1);
    expect(await costs()).toBe(5800);
    await say(sale, buyer, 'pass A1');
    expect(await costs()).toBe(1450);
    // what comes while another one is decided is decided together, in one order or another
    await Promise.all([claim(large, 1), claim(small, 3), claim(large, 2)]);
    expect(await costs()).toBeGreaterThan(1450);
    await Promise.all([claim(small, 1), claim(large, 3), say(sale, buyer, 'pass A1')]);
    await costs();
  });

  it('answers the same message five times with one hold', async () => {
    const sale = await aSale(shop);
    const buyer = await anActor(shop);
    const message = uuidv7();
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => say(sale, buyer, 'sold A1', message)));
    expect(outcomes.map((outcome) => outcome?.outcome)).toEqual(['HELD', ...Array(4).fill('DUPLICATE')]);
    expect(new Set(outcomes.map((outcome) => outcome?.claim)).size).toBe(1);
    expect(await stockOf(shop, sale.variantIds[0])).toMatchObject({ held: 1 });
  });

  it('tells a button that is pressed twice of the hold it has', async () => {
    const sale = await aSale(shop);
    const buyer = await anActor(shop);
    const key = uuidv7();
    const hold = heldBy(await press(sale, buyer, 1, key));
    expect(await press(sale, buyer, 1, key)).toMatchObject({ outcome: 'DUPLICATE', hold });
    expect(await press(sale, buyer, 1)).toMatchObject({ outcome: 'DUPLICATE', hold });
  });

  it('repeats a refusal word for word', async () => {
    const sale = await aSale(shop, { totalLimit: 1 });
    const buyer = await anActor(shop);
    const key = uuidv7();
    const refusal = await press(sale, buyer, 2, key);
    expect(refusal).toMatchObject({ outcome: 'REJECTED', reason: 'offer-limit', code: 'A1' });
    expect(await press(sale, buyer, 2, key)).toEqual(refusal);
  });

  it('asks which variant is meant, in the language of the writer', async () => {
    const variants = [
      { name: 'red', onHand: 3, names: { fr: 'rouge' } },
      { name: 'blue', onHand: 3, names: { fr: 'bleu' } },
    ];
    const sale = await aSale(shop, { variants });
    const buyer = await anActor(shop);
    expect(await say(sale, buyer, 'sold A1')).toMatchObject({ reason: 'variant-missing', choices: ['red', 'blue'] });
    expect(await say(sale, buyer, 'je prends A1', uuidv7(), 'fr')).toMatchObject({
      outcome: 'ASKED',
      choices: ['rouge', 'bleu'],
    });
    expect(heldBy(await say(sale, buyer, 'je prends A1 bleu', uuidv7(), 'fr')).variantId).toBe(sale.variantIds[1]);
    expect(await press(sale, buyer)).toMatchObject({ outcome: 'ASKED', reason: 'variant-missing' });
  });

  it('does not ask which of one variant, however many names it has', async () => {
    const sale = await aSale(shop, { variants: [{ name: 'red', onHand: 3, names: { fr: 'rouge', es: 'rojo' } }] });
    expect(heldBy(await say(sale, await anActor(shop), 'sold A1')).variantName).toBe('red');
  });

  it('gives a hold back on "pass", and tells what is held when there is nothing to give back', async () => {
    const sale = await aSale(shop);
    const buyer = await anActor(shop);
    const { id } = heldBy(await say(sale, buyer, 'sold A1 x3'));
    expect(await say(sale, buyer, 'pass A1')).toMatchObject({ outcome: 'RELEASED', hold: { id, state: 'RELEASED' } });
    expect(await stockOf(shop, sale.variantIds[0])).toEqual({ onHand: 20, held: 0, sold: 0 });
    expect(await say(sale, buyer, 'pass A1')).toMatchObject({ outcome: 'STATUS', holds: [] });
  });

  it('keeps host and staff from buying in their own session', async () => {
    const sale = await aSale(shop);
    expect(await press(sale, sale.host)).toMatchObject({ outcome: 'REJECTED', reason: 'own-session' });
    expect(await say(sale, sale.host, 'sold A1')).toBeNull();
  });

  it('refuses a claim on a closed offer', async () => {
    const sale = await aSale(shop);
    await shop.get(CloseOffer).close(sale.host, sale.offer.id);
    expect(await press(sale, await anActor(shop))).toMatchObject({ outcome: 'REJECTED', reason: 'offer-closed' });
    expect(await say(sale, await anActor(shop), 'sold A1')).toMatchObject({ reason: 'offer-closed' });
  });

  it('keeps each buyer within the limits of the offer and of open holds', async () => {
    const sale = await aSale(shop, { maxPerBuyer: 8 });
    const buyer = await anActor(shop);
    expect(await press(sale, buyer, 9)).toMatchObject({ reason: 'quantity-over-limit', choices: ['8'] });
    for (const qty of [1, 8, 3]) expect(heldBy(await press(sale, buyer, qty)).qty).toBe(qty);
    expect(await stockOf(shop, sale.variantIds[0])).toMatchObject({ held: 3 });
  });

  it('numbers the claims of a session without a gap and tells each buyer, and everyone of the stock', async () => {
    const sale = await aSale(shop, { onHand: 2 });
    const buyer = await anActor(shop);
    await Promise.all([press(sale, buyer), press(sale, await anActor(shop)), press(sale, await anActor(shop))]);
    const { pool } = shop.get(Database, { strict: false });
    const claims = await pool.query(
      'SELECT claim_seq::int AS seq, outcome FROM claim WHERE session_id = $1 ORDER BY claim_seq',
      [sale.session.id],
    );
    expect(claims.rows).toEqual([
      { seq: 1, outcome: 'HELD' },
      { seq: 2, outcome: 'HELD' },
      { seq: 3, outcome: 'WAITLISTED' },
    ]);
    const { rows } = await pool.query('SELECT channel, event FROM outbox_event WHERE session_id = $1 ORDER BY id', [
      sale.session.id,
    ]);
    expect(rows.filter(({ channel }) => channel === `viewer.${buyer.accountId}`)).toMatchObject([
      { event: { type: 'claim.decided', outcome: { outcome: 'HELD' }, message: null } },
    ]);
    const stocks = rows.filter(({ event }) => event.type === 'stock.changed').map(({ event }) => event.stock.available);
    expect(stocks.at(-1)).toBe(0);
  });

  it('answers a claim of nobody with an error and its neighbours with their outcome', async () => {
    const sale = await aSale(shop);
    const nobody = { ...(await anActor(shop)), accountId: uuidv7() };
    const buyers = await Promise.all(Array.from({ length: 6 }, () => anActor(shop)));
    const answers = await Promise.allSettled(
      [...buyers.slice(0, 3), nobody, ...buyers.slice(3)].map((buyer) => press(sale, buyer)),
    );
    expect(answers.map(({ status }) => status)).toEqual([
      ...Array(3).fill('fulfilled'),
      'rejected',
      ...Array(3).fill('fulfilled'),
    ]);
    expect(await stockOf(shop, sale.variantIds[0])).toMatchObject({ held: 6 });
  });

  it('has no claims of those who are not signed in', async () => {
    const sale = await aSale(shop);
    const anonymous = { kind: 'anonymous' } as const;
    await expect(
      shop.get(PlaceClaim).place(anonymous, sale.session.id, { code: 'A1', qty: 1, key: uuidv7() }),
    ).rejects.toMatchObject({ code: 'account.unauthenticated' });
    expect(await shop.get(PlaceClaim).placeFromMessage(anonymous, sale.session, 'sold A1', 'en', uuidv7())).toBeNull();
  });
});
