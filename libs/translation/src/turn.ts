/** A final of one language: with its text when that is there, without it while somebody works on it. */
export type InTurn<Text> = { n: number; deadlineAt: number; text: Text | undefined };

/** What may be published now, in order; `wakeAt` when something has to wait for one that is still to come. */
export type Turn<Text> = { publish: Text[]; wakeAt: number | undefined };

/**
 * Finals are published in the order of their numbers. One that is missing is waited for until its deadline, and not a
 * moment longer: then those behind it go first, and it follows when it comes.
 */
export function nextTurn<Text>(finals: readonly InTurn<Text>[], now: number): Turn<Text> {
  const publish: Text[] = [];
  for (const { text, deadlineAt } of finals.toSorted((a, b) => a.n - b.n)) {
    if (text !== undefined) publish.push(text);
    else if (deadlineAt > now) return { publish, wakeAt: deadlineAt };
  }
  return { publish, wakeAt: undefined };
}
