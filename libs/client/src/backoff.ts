export interface Backoff {
  /** Longest wait before the second attempt, in milliseconds; it doubles with each further one. */
  firstMs: number;
  mostMs: number;
}

export const defaultBackoff: Backoff = { firstMs: 400, mostMs: 15_000 };

/**
 * How long to wait before an attempt: "full jitter" above half of an exponential ceiling, so that the viewers of a node
 * that went away do not come back in one wave. What the server asked for is a floor, never shortened.
 *
 * @param failures attempts that failed since the last success, from 0
 * @param random in [0, 1)
 * @returns milliseconds
 */
export function reconnectDelay(backoff: Backoff, failures: number, random: number, askedMs = 0): number {
  const ceiling = Math.min(backoff.mostMs, backoff.firstMs * 2 ** Math.min(failures, 20));
  return Math.round(Math.max(askedMs, ceiling * (0.5 + random / 2)));
}
