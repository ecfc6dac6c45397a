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
  try {
    return await answeredWithin(provider, limits, work(controller.signal));
  } catch (error) {
    controller.abort(error);
    throw error;
  }
}

/** The same for work that is under way, and knows these limits itself or goes on. */
export function answeredWithin<T>(provider: string, { deadline, signal }: CallLimits, answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
    };
    const fail = (error: unknown) => {
      end();
      reject(error);
    };
    const giveUp = () => fail(signal.reason);
    const remaining = Math.min(LONGEST_TIMER_MS, deadline - Date.now());
    const timer = setTimeout(() => fail(tooLate(provider)), remaining);
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
    answer.then((value) => {
      end();
      resolve(value);
    }, fail);
  });
}

const tooLate = (provider: string) => new TranslationProviderError('translation.provider-timeout', provider);
