import type { PayoutStatement } from '#libs/contracts';
import type { Balance, StatementRow } from './statement.store.js';

/** One account a currency: what was there, what moved, and what is there now. Pure. */
export function statementOf(opening: readonly Balance[], rows: readonly StatementRow[]): PayoutStatement['accounts'] {
  const currencies = new Set([...opening, ...rows].map(({ currency }) => currency));
  return [...currencies].sort().map((currency) => {
    const before = opening.find((balance) => balance.currency === currency)?.amount ?? 0;
    const lines = rows
      .filter((row) => row.currency === currency)
      .map(({ at, orderId, orderNumber, kind, amount }) => ({ at, orderId, orderNumber, kind, amount }));
    return {
      currency,
      opening: before,
      lines,
      closing: lines.reduce((sum, { amount }) => sum + amount, before),
    };
  });
}

const columns = ['at', 'order', 'kind', 'currency', 'amount', 'balance'];

/**
 * The same as CSV (RFC 4180), amounts in minor units. No cell holds anything that a person wrote, so none needs quotes,
 * and none can be taken for a formula but the amounts, which are numbers.
 */
export function statementCsv({ from, to, accounts }: PayoutStatement): string {
  const lines = accounts.flatMap(({ currency, opening, lines: moves, closing }) => {
    let balance = opening;
    return [
      [from, '', 'opening', currency, '', opening],
      ...moves.map(({ at, orderNumber, kind, amount }) => {
        balance += amount;
        return [at, orderNumber, kind, currency, amount, balance];
      }),
      [to, '', 'closing', currency, '', closing],
    ];
  });
  return [columns, ...lines].map((line) => `${line.join(',')}\r\n`).join('');
}
