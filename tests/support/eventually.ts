import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks again and again until the answer is neither false nor empty, and gives that answer. For what tells nobody when it
 * changes, a table for example; what comes over a socket is waited for with `Seat.until`.
 *
 * @throws Error that says what was waited for, when it took longer than `withinMs`
 */
export async function eventually<T>(
  what: string,
  ask: () => T | Promise<T>,
  withinMs = 15_000,
): Promise<Exclude<T, false | undefined | null>> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== false && answer !== undefined && answer !== null)
      return answer as Exclude<T, false | undefined | null>;
    if (Date.now() > deadline) throw new Error(`This did not come true within ${withinMs} ms: ${what}.`);
    await pause(25);
  }
}
