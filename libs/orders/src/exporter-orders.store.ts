import { Injectable } from '@nestjs/common';
import { type ExporterOrdersQuery, OrderStage, type OrderSummary, type Page } from '#libs/contracts';
import { cursorId, Database, pageOfRows } from '#libs/database';

/** What makes an order be at a stage; `o` is the order. */
const rules: Record<OrderStage, string> = {
  'to-pay': `o.state = 'pending'`,
  'to-ship': `o.state = 'confirmed' AND o.shipped_at IS NULL`,
  'on-the-way': `o.state = 'confirmed' AND o.shipped_at IS NOT NULL AND o.delivered_at IS NULL`,
  delivered: `o.state = 'confirmed' AND o.delivered_at IS NOT NULL`,
  asked: `EXISTS (SELECT FROM order_request r WHERE r.order_id = o.id AND r.state = 'requested')`,
  cancelled: `o.state = 'cancelled'`,
  returned: `o.state = 'returned'`,
};
const stages = OrderStage.options;

/** Which orders of an exporter there are, and how many: the orders themselves are read by their ids. */
@Injectable()
export class ExporterOrdersStore {
  constructor(private readonly database: Database) {}

  /** Ids, newest first. */
  async page(exporterId: string, { cursor, limit, stage, q }: ExporterOrdersQuery): Promise<Page<string>> {
    const { rows } = await this.database.pool.query<{ id: string }>(
      `SELECT o.id FROM sale_order o JOIN account a ON a.id = o.buyer_id
       WHERE o.exporter_id = $1 AND ($2::uuid IS NULL OR o.id < $2) AND ${stage === undefined ? 'true' : rules[stage]}
         AND ($4::text IS NULL OR a.display_name ILIKE '%' || $4 || '%'
           OR replace(o.number, '-', '') ILIKE replace($4, '-', '') || '%')
       ORDER BY o.id DESC LIMIT $3`,
      [exporterId, cursorId(cursor), limit + 1, q === undefined ? null : literally(q)],
    );
    return pageOfRows(
      rows,
      limit,
      ({ id }) => id,
      ({ id }) => id,
    );
  }

  async summary(exporterId: string): Promise<OrderSummary> {
    const counted = stages.map((stage) => `count(*) FILTER (WHERE ${rules[stage]})::int AS "${stage}"`).join(', ');
    const { rows } = await this.database.pool.query<Record<OrderStage, number>>(
      `SELECT ${counted} FROM sale_order o WHERE o.exporter_id = $1`,
      [exporterId],
    );
    const paid = await this.database.pool.query<{ currency: string; amount: string }>(
      `SELECT currency, sum(total) AS amount FROM sale_order WHERE exporter_id = $1 AND state = 'confirmed'
       GROUP BY currency ORDER BY currency`,
      [exporterId],
    );
    return {
      stages: rows[0] as Record<OrderStage, number>,
      paid: paid.rows.map(({ currency, amount }) => ({ currency, amount: Number(amount) })),
    };
  }
}

/** What stands for anything in a pattern of LIKE stands for itself. */
const literally = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&');
