/** How many were at most so long, by that bound; cumulative, as Prometheus keeps a histogram. */
export type Buckets = ReadonlyMap<number, number>;

/** What came between two readings of a histogram. */
export const between = (before: Buckets, after: Buckets): Buckets =>
  new Map([...after].map(([bound, count]) => [bound, count - (before.get(bound) ?? 0)]));

/**
 * The quantile as Prometheus estimates it (`histogram_quantile`): evenly spread within the bucket it falls into. Beyond the
 * last bound nothing is known but that bound. Null when there was nothing.
 */
export function quantile(buckets: Buckets, share: number): number | null {
  const sorted = [...buckets].toSorted(([a], [b]) => a - b);
  const rank = (sorted.at(-1)?.[1] ?? 0) * share;
  if (rank === 0) return null;
  let [lower, below] = [0, 0];
  for (const [bound, count] of sorted) {
    if (count >= rank) return bound === Infinity ? lower : lower + ((bound - lower) * (rank - below)) / (count - below);
    [lower, below] = [bound, count];
  }
  return lower;
}
