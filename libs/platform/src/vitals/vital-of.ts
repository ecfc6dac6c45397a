import type { Vital } from '#libs/contracts';
import { between, quantile } from './quantile.js';
import type { Counters } from './read-counters.js';

/** What is read of a process at one moment. `cpuMs` since it began. */
export type Reading = { at: number; counters: Counters; cpuMs: number; loopMs: number; memory: number };

/** What a process did between two readings: counters become rates per second. */
export function vitalOf(before: Reading, now: Reading): Vital {
  const ms = Math.max(1, now.at - before.at);
  const rate = (name: 'deliveries' | 'claims' | 'webhookFailures') =>
    ((now.counters[name] - before.counters[name]) * 1000) / ms;
  const { connections, jobsWaiting, outboxWaiting, stockDifferences, ledgerDifferences } = now.counters;
  return {
    at: now.at,
    connections,
    deliveries: rate('deliveries'),
    claims: rate('claims'),
    webhookFailures: rate('webhookFailures'),
    loopMs: now.loopMs,
    cpu: (now.cpuMs - before.cpuMs) / ms,
    memory: now.memory,
    translationLag: quantile(between(before.counters.translationLag, now.counters.translationLag), 0.95),
    jobsWaiting,
    outboxWaiting,
    stockDifferences,
    ledgerDifferences,
  };
}
