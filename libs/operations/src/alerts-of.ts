import type { Alert, AlertCode, ProcessVitals } from '#libs/contracts';
import type { Found } from './alerts.store.js';

export type Findings = {
  /** Stores that do not answer. */
  away: number;
  processes: readonly ProcessVitals[];
  /** Jobs that were given up. */
  failed: number;
  unknown: Found;
  shortfalls: Found;
  stuck: Found;
  webhooks: Found;
  broken: Found;
};

/** Money, stock and evidence that do not agree, and a house that does not work: before everything else. */
const critical: ReadonlySet<AlertCode> = new Set([
  'store.away',
  'worker.missing',
  'stock.differs',
  'ledger.differs',
  'claim-log.broken',
]);

/** What of the findings is an alert, the critical ones first. */
export function alertsOf({ away, processes, failed, ...found }: Findings): Alert[] {
  const works = processes.some(({ role }) => role === 'worker' || role === 'standalone');
  const plain = (code: AlertCode, count: number) => ({ code, count, since: null });
  const dated = (code: AlertCode, { count, since }: Found) => ({ code, count, since: since?.toISOString() ?? null });
  const rows = [
    plain('store.away', away),
    plain('worker.missing', works ? 0 : 1),
    plain('stock.differs', worst(processes, 'stockDifferences')),
    plain('ledger.differs', worst(processes, 'ledgerDifferences')),
    dated('claim-log.broken', found.broken),
    dated('payment.unknown', found.unknown),
    dated('shortfall.open', found.shortfalls),
    dated('outbox.stuck', found.stuck),
    plain('jobs.failed', failed),
    dated('webhooks.failing', found.webhooks),
  ];
  return rows
    .filter(({ count }) => count > 0)
    .map((row) => ({ ...row, severity: critical.has(row.code) ? 'critical' : 'warning' }));
}

/** Every worker checks the same: what the worst of them found last. */
const worst = (processes: readonly ProcessVitals[], name: 'stockDifferences' | 'ledgerDifferences'): number =>
  Math.max(0, ...processes.map(({ vitals }) => vitals.at(-1)?.[name] ?? 0));
