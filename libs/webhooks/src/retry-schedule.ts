/**
 * How long to wait after each failed attempt, in seconds: the schedule that the Standard Webhooks specification (1.0)
 * recommends. The last attempt is made a little over three days after the first.
 */
const delays = [5, 5 * 60, 30 * 60, 3600 * 2, 3600 * 5, 3600 * 10, 3600 * 14, 3600 * 20, 3600 * 24] as const;

/** Up to so much is added, so that a receiver that comes back is not called by everything at once. */
const jitter = 0.1;

/**
 * When to try again; null when enough was tried.
 *
 * @param attempts how many were made, from 1
 * @param random in [0, 1)
 */
export function retryAfterSeconds(attempts: number, random: number): number | null {
  const delay = delays[attempts - 1];
  return delay === undefined ? null : delay * (1 + jitter * random);
}
