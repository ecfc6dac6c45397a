/**
 * Asks until the answer is the wanted one, with longer and longer pauses.
 *
 * @returns the last answer, wanted or not, once `withinMs` have passed
 */
export async function pollUntil<T>(
  ask: () => Promise<T>,
  isWanted: (answer: T) => boolean,
  withinMs: number,
  firstPauseMs = 400,
): Promise<T> {
  const end = Date.now() + withinMs;
  for (let pause = firstPauseMs; ; pause = Math.min(pause * 1.5, 4000)) {
    const answer = await ask();
    if (isWanted(answer) || Date.now() + pause > end) return answer;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
