import type { Metrics } from '../metrics.js';
import type { Buckets } from './quantile.js';

/** Metrics of this process as they stand: sums over all labels, counted since it began. */
export type Counters = {
  connections: number;
  deliveries: number;
  claims: number;
  webhookFailures: number;
  translationLag: Buckets;
  jobsWaiting: number;
  outboxWaiting: number;
  stockDifferences: number;
  ledgerDifferences: number;
};

type Values = { values: { value: number; labels: Partial<Record<string, string | number>>; metricName?: string }[] };

const sumOf = ({ values }: Values): number => values.reduce((sum, { value }) => sum + value, 0);

function bucketsOf({ values }: Values): Buckets {
  const buckets = new Map<number, number>();
  for (const { value, labels } of values) {
    if (labels['le'] === undefined) continue;
    const bound = labels['le'] === '+Inf' ? Infinity : Number(labels['le']);
    buckets.set(bound, (buckets.get(bound) ?? 0) + value);
  }
  return buckets;
}

/**
 * Reads single metrics, never the whole registry: collecting that one would begin the event loop's figures anew, which
 * are Prometheus' to collect.
 */
export async function readCounters(metrics: Metrics): Promise<Counters> {
  const webhooks = await metrics.webhooks.get();
  const failed = { values: webhooks.values.filter(({ labels }) => labels.result !== 'delivered') };
  return {
    connections: sumOf(await metrics.connections.get()),
    deliveries: sumOf(await metrics.deliveries.get()),
    claims: sumOf(await metrics.claims.get()),
    webhookFailures: sumOf(failed),
    translationLag: bucketsOf(await metrics.translationLag.get()),
    jobsWaiting: sumOf(await metrics.jobsWaiting.get()),
    outboxWaiting: sumOf(await metrics.outboxWaiting.get()),
    stockDifferences: sumOf(await metrics.stockDifferences.get()),
    ledgerDifferences: sumOf(await metrics.ledgerDifferences.get()),
  };
}
