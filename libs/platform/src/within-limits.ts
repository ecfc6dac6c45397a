import { setMaxListeners } from 'node:events';

/** How long somebody waits for an answer. */
interface CallLimits {
  /** Epoch milliseconds. */
  deadline: number;
  /** Aborted when they no longer want it. */
  signal: AbortSignal;
}

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Does the work while it is wanted: rejects with the caller's reason when the caller gives up, with what `late` makes
 * when the deadline passes, and never waits for work that ignores its signal, which aborts with the same.
 */
export async function withinLimits<T>(
  limits: CallLimits,
  late: () => Error,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  limits.signal.throwIfAborted();
  if (Date.now() >= limits.deadline) throw late();
  // By hand: AbortSignal.any over AbortSignal.timeout can be garbage-collected before it fires (nodejs/node#54614).
  const controller = new AbortController();
  // Many calls side by side may listen: that is no leak.
  setMaxListeners(0, controller.signal);
  try {
    return await answeredWithin(limits, late, work(controller.signal));
  } catch (error) {
    controller.abort(error);
    throw error;
  }
}

/** The same for work that is under way, and knows these limits itself or goes on. */
export function answeredWithin<T>({ deadline, signal }: CallLimits, late: () => Error, answer: Promise<T>): Promise<T> {
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
    const timer = setTimeout(() => fail(late()), remaining);
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
    answer.then((value) => {
      end();
      resolve(value);
    }, fail);
  });
}
