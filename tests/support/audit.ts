import type { OwnDatabase } from './own-database.js';

/** What must never be found, each as a statement that finds it. */
const wrongs: Record<string, string> = {
  'units that are neither held nor sold, or both': `SELECT FROM stock s LEFT JOIN LATERAL (
      SELECT coalesce(sum(qty) FILTER (WHERE state IN ('HELD', 'PAYING') AND reserved), 0) AS held,
        coalesce(sum(qty) FILTER (WHERE state = 'CONFIRMED'), 0) AS sold
      FROM hold WHERE hold.variant_id = s.variant_id) h ON true
    WHERE s.held <> h.held OR s.sold <> h.sold OR s.held + s.sold > s.on_hand`,
  'transfers that do not sum to zero':
    'SELECT FROM ledger_entry GROUP BY transfer_id, currency HAVING sum(amount) <> 0',
  'confirmed orders that were not paid': `SELECT FROM sale_order o WHERE state = 'confirmed'
    AND NOT EXISTS (SELECT FROM payment p WHERE p.order_id = o.id AND p.state = 'captured')`,
  'payments without a confirmed order': `SELECT FROM payment p JOIN sale_order o ON o.id = p.order_id
    WHERE p.state = 'captured' AND o.state <> 'confirmed'`,
  'captured payments that the books do not know': `SELECT FROM payment p WHERE state = 'captured' AND p.amount <>
      (SELECT coalesce(sum(amount), 0) FROM ledger_entry l WHERE l.order_id = p.order_id AND l.account LIKE 'provider:%')`,
  'claims that are missing in their session’s numbers': `SELECT FROM session s WHERE claim_seq <>
      (SELECT count(*) FROM claim WHERE claim.session_id = s.id)`,
  'claims without a place in the chain': `SELECT FROM claim c WHERE claim_seq > 1 AND NOT EXISTS (
      SELECT FROM claim before WHERE before.session_id = c.session_id AND before.claim_seq = c.claim_seq - 1
        AND before.hash = c.prev_hash)`,
};

/** Whether stock, orders, money and the claim log agree with each other. @returns what is wrong, with how many */
export async function audit(database: OwnDatabase): Promise<string[]> {
  const found: string[] = [];
  for (const [what, sql] of Object.entries(wrongs)) {
    const { count } = await database.row<{ count: number }>(`SELECT count(*)::int AS count FROM (${sql}) AS wrong`);
    if (count > 0) found.push(`${count} ${what}`);
  }
  return found;
}
