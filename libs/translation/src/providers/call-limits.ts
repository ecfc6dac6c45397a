import { setMaxListeners } from 'node:events';
import type { TranslateOptions } from '../translation-provider.js';
import { TranslationProviderError } from '../translation.errors.js';

export type CallLimits = Pick<TranslateOptions, 'deadline' | 'signal'>;

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Throws what a provider owes a caller who no longer wants the answer. */
export function assertStillWanted(provider: string, { deadline, signal }: CallLimits): void {
  signal.throwIfAborted();
  if (Date.now() >= deadline) throw tooLate(provider);
}

/**
 * Does the work while it is wanted: rejects with the caller's reason when the caller gives up, with
 * `translation.provider-timeout` when the deadline passes, and never waits for work that ignores its signal.
 */
export async function withinLimits<T>(
  provider: string,
  limits: CallLimits,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  assertStillWanted(provider, limits);
  // By hand: AbortSignal.any over AbortSignal.timeout can be garbage-collected before it fires (nodejs/node#54614).
  const controller = new AbortController();
  // Many calls side by side may listen: that is no leak.
  setMaxListeners(0, controller.signal);
  const giveUp = () => controller.abort(limits.signal.reason);
  const remaining = Math.min(LONGEST_TIMER_MS, limits.deadline - Date.now());
  const timer = setTimeout(() => controller.abort(tooLate(provider)), remaining);
  limits.signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([work(controller.signal), rejectionOf(controller.signal)]);
  } finally {
    clearTimeout(timer);
    limits.signal.removeEventListener('abort', giveUp);
  }
}

const tooLate = (provider: string) => new TranslationProviderError('translation.provider-timeout', provider);

function rejectionOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
