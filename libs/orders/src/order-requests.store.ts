import { Injectable } from '@nestjs/common';
import type { OrderRequest, OrderRequestKind } from '#libs/contracts';
import { Database, type Queryable } from '#libs/database';

/** A moment as the contracts have it: ISO 8601 in UTC with milliseconds. */
const instant = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** A request as JSON; `row` is the alias of its table. */
export const requestView = (row: string) => `json_build_object('id', ${row}.id, 'orderId', ${row}.order_id,
      'kind', ${row}.kind, 'state', ${row}.state, 'reason', ${row}.reason, 'answer', ${row}.answer,
      'dueAt', ${instant(`${row}.due_at`)}, 'createdAt', ${instant(`${row}.created_at`)},
      'answeredAt', ${instant(`${row}.answered_at`)})`;

export type NewRequest = { id: string; orderId: string; kind: OrderRequestKind; reason: string };

/** All SQL of what buyers ask for. What changes a request runs inside a transaction that has locked its order. */
@Injectable()
export class OrderRequestsStore {
  constructor(private readonly database: Database) {}

  async find(client: Queryable, orderId: string, id: string): Promise<OrderRequest | null> {
    const { rows } = await client.query<{ request: OrderRequest }>(
      `SELECT ${requestView('r')} AS request FROM order_request r WHERE id = $2 AND order_id = $1`,
      [orderId, id],
    );
    return rows[0]?.request ?? null;
  }

  /** The one that waits for its answer. */
  async open(client: Queryable, orderId: string): Promise<OrderRequest | null> {
    const { rows } = await client.query<{ request: OrderRequest }>(
      `SELECT ${requestView('r')} AS request FROM order_request r WHERE order_id = $1 AND state = 'requested'`,
      [orderId],
    );
    return rows[0]?.request ?? null;
  }

  /** @param hours until nobody's answer is a yes */
  async insert(client: Queryable, { id, orderId, kind, reason }: NewRequest, hours: number): Promise<void> {
    await client.query(
      `INSERT INTO order_request (id, order_id, kind, reason, due_at)
       VALUES ($1, $2, $3, $4, clock_timestamp() + make_interval(hours => $5))`,
      [id, orderId, kind, reason, hours],
    );
  }

  async answer(client: Queryable, id: string, state: 'accepted' | 'refused', answer: string | null): Promise<void> {
    await client.query(
      `UPDATE order_request SET state = $2, answer = $3, answered_at = clock_timestamp()
       WHERE id = $1 AND state = 'requested'`,
      [id, state, answer],
    );
  }

  /** What nobody has answered in time, by PostgreSQL's clock; the longest wait first. */
  async due(limit: number): Promise<{ id: string; orderId: string }[]> {
    const { rows } = await this.database.pool.query<{ id: string; orderId: string }>(
      `SELECT id, order_id AS "orderId" FROM order_request
       WHERE state = 'requested' AND due_at <= clock_timestamp() ORDER BY due_at LIMIT $1`,
      [limit],
    );
    return rows;
  }
}
