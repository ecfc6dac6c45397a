/** Longest message that can be a claim, in code points of the text as it was sent. */
export const maxCodePoints = 80;

export function isTooLong(text: string): boolean {
  if (text.length <= maxCodePoints) return false;
  // A code point is at most two UTF-16 units: a huge text is refused without being walked.
  if (text.length > 2 * maxCodePoints) return true;
  return [...text].length > maxCodePoints;
}

/**
 * One spelling for one meaning, case kept (see `foldCase`): NFKC (Unicode Annex 15); no default-ignorable characters
 * (zero-width, variation selectors, bidi marks), keycap frames, Arabic vowel marks and tatweel; any decimal digit as ASCII.
 */
export function normalise(text: string): string {
  if (isAscii(text)) return text;
  return text
    .replace(/№/gu, '#')
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}|\u20e3|\u0640|[\u064b-\u065f]|\u0670/gu, '')
    .replace(/[\u2018\u2019\u02bc\u00b4`]/gu, "'")
    .replace(/➕/gu, '+')
    .replace(/[×✕✖⨯]/gu, '×')
    .replace(/[❓❔؟⸮‽]/gu, '?')
    .replace(/(?![0-9])\p{Nd}/gu, asciiDigit);
}

/** Case, and letters that are written either way in everyday typing: ё/е, the Arabic alefs, final yeh and teh marbuta. */
export function foldCase(text: string): string {
  const lower = text.toLowerCase();
  if (isAscii(lower)) return lower;
  return lower
    .replace(/ё/gu, 'е')
    .replace(/[أإآٱ]/gu, 'ا')
    .replace(/ى/gu, 'ي')
    .replace(/ة/gu, 'ه');
}

/** For those who type without accents; `undefined` when there was none to lose. */
export function withoutAccents(text: string): string | undefined {
  const bare = text.normalize('NFD').replace(/\p{sc=Latin}[\u0300-\u036f]+/gu, (letter) => letter.charAt(0));
  const plain = bare.replace(/đ/gu, 'd').normalize('NFC');
  return plain === text ? undefined : plain;
}

// Codes are Latin; Cyrillic keyboards have letters that look the same, and "х2" is how "x2" comes out of one.
const cyrillicTwins: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  е: 'e',
  к: 'k',
  м: 'm',
  н: 'h',
  р: 'p',
  с: 'c',
  т: 't',
  у: 'y',
  х: 'x',
};

export function latinTwin(folded: string): string {
  return isAscii(folded) ? folded : folded.replace(/\p{sc=Cyrillic}/gu, (letter) => cyrillicTwins[letter] ?? letter);
}

export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false;
  return true;
}

const digitCache = new Map<string, string>();

/** Unicode encodes decimal digits in unbroken ascending runs of ten: the distance from the run's start gives the value. */
function asciiDigit(digit: string): string {
  const known = digitCache.get(digit);
  if (known !== undefined) return known;
  const point = digit.codePointAt(0) ?? 0;
  let start = point;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(start - 1))) start--;
  const ascii = String((point - start) % 10);
  digitCache.set(digit, ascii);
  return ascii;
}
