/** How a word that must not change is hidden from an engine. Each engine leaves some alone and spoils others. */
export interface PlaceholderStyle {
  write(index: number): string;
  /** Finds what `write` wrote, also when the engine put spaces in it or wrote its digits in another script. */
  readonly pattern: RegExp;
  indexOf(match: RegExpMatchArray): number;
}

/** `[[1]]`: most engines copy brackets and figures. */
const brackets: PlaceholderStyle = {
  write: (index) => `[[${index + 1}]]`,
  pattern: /[[［【]\s*[[［【]\s*(\p{Nd}+)\s*[\]］】]\s*[\]］】]/gu,
  indexOf: (match) => Number((match[1] ?? '').replace(/\p{Nd}/gu, (digit) => String(valueOf(digit)))) - 1,
};

/** `XQA`: for those who take brackets for markup, a name that they never saw. */
const name = (prefix: string): PlaceholderStyle => ({
  write: (index) => `${prefix}${lettersOf(index)}`,
  pattern: new RegExp(`${prefix}([A-P]{2})(?![A-Za-z])`, 'gi'),
  indexOf: (match) => indexOf((match[1] ?? '').toUpperCase()),
});

const styles = [brackets, name('XQ'), name('XZ'), name('ZX')] as const;

/** The `attempt`th style, counted from 0, of those that do not occur in the text by themselves. */
export function styleFor(text: string, attempt: number): PlaceholderStyle | undefined {
  const free = mayHold(text) ? styles.filter(({ pattern }) => text.search(pattern) < 0) : styles;
  return free[attempt] ?? free.at(-1);
}

/** Whether a text has placeholders that its source has not: an engine made them up, or kept one it should not have. */
export const showsPlaceholder = (source: string, text: string): boolean =>
  mayHold(text) && styles.some(({ pattern }) => text.search(pattern) >= 0 && source.search(pattern) < 0);

/** A glance at a text before it is searched for each of them. */
const mayHold = (text: string): boolean => /[[［【]|x[qz]|zx/i.test(text);

const lettersOf = (index: number) => String.fromCharCode(65 + Math.floor(index / 16), 65 + (index % 16));
const indexOf = (letters: string) => (letters.charCodeAt(0) - 65) * 16 + letters.charCodeAt(1) - 65;

/** No more than this many words of a text are hidden: two letters name them. */
export const MOST_PLACEHOLDERS = 256;

function valueOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return value;
}
