/** Safe to say aloud and to read: without O and I, which look like 0 and 1. */
const letters = Array.from('ABCDEFGHJKLMNPQRSTUVWXYZ');
const SAFE = /^[A-HJ-NP-Z1-9][A-HJ-NP-Z0-9]{0,2}$/;

export const isSafeCode = (code: string): boolean => SAFE.test(code);

/** The first free code after the last one that was given: `A1`, `A2` … `A9`, `B1`. Empty when none is left. */
export function nextCode(taken: readonly string[]): string {
  const all = letters.flatMap((letter) => Array.from({ length: 9 }, (_, digit) => `${letter}${digit + 1}`));
  const last = Math.max(-1, ...taken.map((code) => all.indexOf(code)));
  return [...all.slice(last + 1), ...all].find((code) => !taken.includes(code)) ?? '';
}
