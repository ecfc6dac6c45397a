/** Unix milliseconds: when the source arrived, and when viewers get it in place of a translation. */
export type TextTimes = { receivedAt: number; deadlineAt: number };

/** In time: an answer may still come by the deadline. Late: viewers get the source. Too late: the segment is skipped. */
export type Phase = 'in-time' | 'late' | 'too-late';

// The specification's times in terms of its deadline: 4 s until the source is shown, 6 s until it is skipped, and 10 s
// in which an answer still replaces what was shown.
const skipAfter = 1.5;
const lateAfter = 2.5;
// What stands in for a translation needs a moment on its way, too: by the deadline viewers have it.
const headStart = 0.05;

export function phaseAt(now: number, { receivedAt, deadlineAt }: TextTimes): Phase {
  if (now < deadlineAt) return 'in-time';
  return now < receivedAt + (deadlineAt - receivedAt) * skipAfter ? 'late' : 'too-late';
}

/** When the source is published in place of a translation that is not there yet. */
export const standInAt = ({ receivedAt, deadlineAt }: TextTimes): number =>
  deadlineAt - (deadlineAt - receivedAt) * headStart;

/** Until when an engine may answer. What begins late has as long as what begins in time. */
export function answerableUntil(now: number, { receivedAt, deadlineAt }: TextTimes): number {
  const patience = (deadlineAt - receivedAt) * lateAfter;
  return now < deadlineAt ? receivedAt + patience : now + patience;
}

/** What the promise gives, or `undefined` when that takes until after `at`. */
export async function by<T>(at: number, promise: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), Math.max(0, at - Date.now()));
  });
  try {
    return await Promise.race([promise, over]);
  } finally {
    clearTimeout(timer);
  }
}
