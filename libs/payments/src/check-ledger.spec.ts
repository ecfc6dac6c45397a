import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Database } from '#libs/database';
import { Metrics } from '#libs/platform';
import { openFeatures } from '../../../tests/support/feature.js';
import { aPayment } from '../testing/a-payment.js';
import { CheckLedger } from './check-ledger.js';
import { ledgerAccounts, movement, transferOf } from './ledger.js';
import { LedgerStore } from './ledger.store.js';
import { PaymentsModule } from './payments.module.js';

describe('checking the books', () => {
  let house: INestApplicationContext;
  beforeAll(async () => void (house = await openFeatures([PaymentsModule])));
  afterAll(() => house?.close());
  const get = <T>(type: new (...args: never[]) => T): T => house.get(type, { strict: false });
  const orderOf = async (payment: string): Promise<string> => {
    const { rows } = await get(Database).pool.query('SELECT order_id AS id FROM payment WHERE id = $1', [payment]);
    return rows[0].id;
  };
  const capture = (payment: string) =>
    get(Database).pool.query(
      `UPDATE payment SET state = 'captured', captured_amount = amount, settled_at = now() WHERE id = $1`,
      [payment],
    );

  it('names an order that was paid and not booked, until it is booked', async () => {
    const { id, amount } = await aPayment(house);
    const order = await orderOf(id);
    await capture(id);
    expect((await get(CheckLedger).recent()).differing).toContain(order);
    expect((await get(CheckLedger).all()).differing).toContain(order);
    expect((await get(Metrics).ledgerDifferences.get()).values[0]?.value).toBeGreaterThan(0);
    const sides = movement(ledgerAccounts.provider('sandbox'), ledgerAccounts.exporter('e'), amount);
    await get(Database).transaction((client) => get(LedgerStore).record(client, [transferOf(uuidv7(), order, sides)]));
    expect((await get(CheckLedger).all()).differing).not.toContain(order);
    expect((await get(CheckLedger).recent()).differing).not.toContain(order);
  });

  it('looks at every transfer there is', async () => {
    const before = await get(CheckLedger).all();
    const { id, amount } = await aPayment(house);
    const sides = movement(ledgerAccounts.exporter('e'), ledgerAccounts.platformFees, amount);
    const transfer = transferOf(uuidv7(), await orderOf(id), sides);
    await get(Database).transaction((client) => get(LedgerStore).record(client, [transfer]));
    const after = await get(CheckLedger).all();
    expect(after.transfers).toBeGreaterThan(before.transfers);
    expect(after.unbalanced).toEqual([]);
  });
});
