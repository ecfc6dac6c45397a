import { Injectable, Logger } from '@nestjs/common';
import { Database } from '#libs/database';
import { Metrics } from '#libs/platform';

type Difference = { variantId: string; held: number; heldByHolds: number; sold: number; soldByHolds: number };

/**
 * Compares what the stock says is held and sold with the holds themselves, in one statement and so at one moment. A
 * difference is an alert, for people to look into: it is never repaired silently.
 */
@Injectable()
export class ReconcileStock {
  readonly #logger = new Logger(ReconcileStock.name);

  constructor(
    private readonly database: Database,
    private readonly metrics: Metrics,
  ) {}

  /** Returns how many variants differ. */
  async run(): Promise<number> {
    const { rows } = await this.database.pool.query<Difference>(
      `SELECT s.variant_id AS "variantId", s.held, coalesce(h.held, 0)::int AS "heldByHolds", s.sold,
         coalesce(h.sold, 0)::int AS "soldByHolds"
       FROM stock s LEFT JOIN (
         SELECT variant_id, sum(qty) FILTER (WHERE reserved AND state IN ('HELD', 'PAYING')) AS held,
           sum(qty) FILTER (WHERE state = 'CONFIRMED') AS sold FROM hold GROUP BY variant_id) h USING (variant_id)
       WHERE s.held <> coalesce(h.held, 0) OR s.sold <> coalesce(h.sold, 0)`,
    );
    this.metrics.stockDifferences.set(rows.length);
    for (const { variantId, ...sums } of rows)
      this.#logger.error({ variant: variantId, ...sums }, 'stock and holds differ');
    return rows.length;
  }
}
