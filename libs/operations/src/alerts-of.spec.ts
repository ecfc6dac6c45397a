import { describe, expect, it } from '@jest/globals';
import type { ProcessRole, ProcessVitals, Vital } from '#libs/contracts';
import { alertsOf, type Findings } from './alerts-of.js';

const aProcess = (role: ProcessRole, vital: Partial<Vital> = {}): ProcessVitals => ({
  id: '0198c0de-0000-7000-8000-000000000000',
  role,
  startedAt: '2026-11-22T09:00:00.000Z',
  vitals: [{ stockDifferences: 0, ledgerDifferences: 0, ...vital } as Vital],
});
const none = { count: 0, since: null };
const well: Findings = {
  away: 0,
  processes: [aProcess('api'), aProcess('worker')],
  failed: 0,
  unknown: none,
  shortfalls: none,
  stuck: none,
  webhooks: none,
  broken: none,
};
const codes = (findings: Partial<Findings>) => alertsOf({ ...well, ...findings }).map(({ code }) => code);

describe('what wants an operator', () => {
  it('is nothing while all is well', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ processes: [aProcess('standalone')] })).toEqual([]);
  });

  it('is a house without a worker', () => {
    expect(codes({ processes: [aProcess('api'), aProcess('realtime')] })).toEqual(['worker.missing']);
  });

  it('is what any worker found differing, as many as the worst found', () => {
    const processes = [aProcess('worker'), aProcess('worker', { stockDifferences: 3, ledgerDifferences: 1 })];
    expect(alertsOf({ ...well, processes })).toEqual([
      { code: 'stock.differs', severity: 'critical', count: 3, since: null },
      { code: 'ledger.differs', severity: 'critical', count: 1, since: null },
    ]);
  });

  it('is told with its beginning, the critical before the others', () => {
    const since = new Date('2026-11-22T09:30:00.000Z');
    expect(alertsOf({ ...well, unknown: { count: 2, since }, broken: { count: 1, since }, failed: 4 })).toEqual([
      { code: 'claim-log.broken', severity: 'critical', count: 1, since: since.toISOString() },
      { code: 'payment.unknown', severity: 'warning', count: 2, since: since.toISOString() },
      { code: 'jobs.failed', severity: 'warning', count: 4, since: null },
    ]);
  });
});
