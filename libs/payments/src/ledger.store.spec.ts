import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Database } from '#libs/database';
import { openFeatures } from '../../../tests/support/feature.js';
import { ledgerAccounts, movement, transferOf } from './ledger.js';
import { LedgerStore } from './ledger.store.js';
import { PaymentsModule } from './payments.module.js';

describe('the ledger in PostgreSQL', () => {
  let house: INestApplicationContext;
  beforeAll(async () => void (house = await openFeatures([PaymentsModule])));
  afterAll(() => house?.close());

  const amount = { amount: 1450, currency: 'USD' };
  const aTransfer = (orderId: string) =>
    transferOf(uuidv7(), orderId, movement(ledgerAccounts.provider('sandbox'), ledgerAccounts.exporter('e'), amount));
  const database = () => house.get(Database, { strict: false });
  const ledger = () => house.get(LedgerStore, { strict: false });

  it('gives back what was recorded for an order', async () => {
    const orderId = uuidv7();
    const transfer = aTransfer(orderId);
    await database().transaction((client) => ledger().record(client, [transfer]));
    expect(await ledger().ofOrder(orderId)).toEqual(
      transfer.sides.map((side) => ({ ...side, transferId: transfer.transferId, orderId, at: expect.any(String) })),
    );
  });

  it('refuses at the commit what does not balance, and keeps nothing of it', async () => {
    const orderId = uuidv7();
    const { transferId, sides } = aTransfer(orderId);
    await expect(
      database().transaction((client) => ledger().record(client, [{ transferId, orderId, sides: sides.slice(1) }])),
    ).rejects.toMatchObject({ code: '23514' });
    expect(await ledger().ofOrder(orderId)).toEqual([]);
  });

  it('changes and forgets nothing', async () => {
    const orderId = uuidv7();
    await database().transaction((client) => ledger().record(client, [aTransfer(orderId)]));
    for (const sql of ['UPDATE ledger_entry SET amount = 0', 'DELETE FROM ledger_entry'])
      await expect(database().pool.query(`${sql} WHERE order_id = $1`, [orderId])).rejects.toMatchObject({
        code: '23001',
      });
    expect(await ledger().ofOrder(orderId)).toHaveLength(2);
  });
});
