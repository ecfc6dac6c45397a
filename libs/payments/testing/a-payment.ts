import type { INestApplicationContext } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { Money } from '#libs/contracts';
import { Database } from '#libs/database';

/** A pending payment of an order of nothing: as much as the payments themselves know of orders. */
export async function aPayment(house: INestApplicationContext): Promise<{ id: string; amount: Money }> {
  const [id, buyer, exporter, session, order] = Array.from({ length: 5 }, () => uuidv7());
  const { pool } = house.get(Database, { strict: false });
  const insert = (sql: string, values: unknown[]) => pool.query(`INSERT INTO ${sql}`, values);
  await insert(`account (id, kind, display_name, lang) VALUES ($1, 'guest', 'Amina', 'en')`, [buyer]);
  await insert(`exporter (id, slug, name, country) VALUES ($1, $2, 'Rutsiro Tea', 'RW')`, [exporter, exporter]);
  await insert(
    `session (id, slug, title, host_id, source_lang, currency, starts_at, max_languages)
     VALUES ($1, $2, 'Tea time', $3, 'en', 'USD', now(), 12)`,
    [session, session, buyer],
  );
  await insert(
    `sale_order (id, number, session_id, exporter_id, buyer_id, state, currency, total)
     VALUES ($1, $2, $3, $4, $5, 'pending', 'USD', 1450)`,
    [order, order, session, exporter, buyer],
  );
  await insert(
    `payment (id, order_id, provider, attempt, state, amount, currency)
     VALUES ($1, $2, 'sandbox', 1, 'pending', 1450, 'USD')`,
    [id, order],
  );
  return { id: id as string, amount: { amount: 1450, currency: 'USD' } };
}
