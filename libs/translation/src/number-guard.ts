/**
 * The number guard: a translation must carry the same numbers as its source, in any order and any script.
 * `1.299,00` in German is `1,299.00` in English and ١٬٢٩٩ in Arabic. Numbers written as words are not seen.
 */
export function numbersDiffer(source: string, from: string, target: string, to: string): boolean {
  return numbersIn(source, from).join(' ') !== numbersIn(target, to).join(' ');
}

/** The numbers of a text in canonical form (`1299.5`: no grouping, no padding zeros), sorted. */
export function numbersIn(text: string, language: string): readonly string[] {
  const plain = toAsciiDigits(text.replace(GROUPING_SPACE, "'").normalize('NFKC'));
  const local = separatorsOf(language);
  const token = local.group.trim() === '' ? TOKEN_WITH_SPACES : TOKEN;
  return (plain.match(token) ?? []).flatMap((written) => readNumber(written, local.decimal)).sort();
}

// Typographic spaces group digits in every language; the plain one only where the language groups by spaces.
const GROUPING_SPACE = /(?<=\p{Nd})[\u00A0\u2009\u202F](?=\p{Nd}{3}(?!\p{Nd}))/gu;
const TOKEN = /\d+(?:[.,'’٬٫]\d+)*/g;
const TOKEN_WITH_SPACES = /\d+(?:(?:[.,'’٬٫]| (?=\d{3}(?!\d)))\d+)*/g;
const GROUPED = /^\d{1,3}(\D)\d{3}(?:\1\d{3})*$|^\d{1,2}(\D)\d{2}(?:\2\d{2})*\2\d{3}$/;

function readNumber(written: string, localDecimal: string): string[] {
  const at = decimalIndex(written, localDecimal);
  const whole = at === undefined ? written : written.slice(0, at);
  // Not grouped as any language groups: a list, a date or a version, whose numbers stand by themselves.
  if (!/^\d+$/.test(whole) && !GROUPED.test(whole)) return (written.match(/\d+/g) ?? []).map(withoutLeadingZeros);
  const fraction = at === undefined ? '' : written.slice(at + 1).replace(/0+$/, '');
  const integer = withoutLeadingZeros(whole.replace(/\D/g, ''));
  return [fraction === '' ? integer : `${integer}.${fraction}`];
}

/** Where the fraction begins, if there is one. `1.299` alone is ambiguous: there the language decides. */
function decimalIndex(written: string, localDecimal: string): number | undefined {
  const separators = [...written.matchAll(/\D/g)];
  const last = separators.at(-1);
  if (last === undefined) return undefined;
  const [mark] = last;
  if (mark === '٫') return last.index;
  if (mark !== '.' && mark !== ',') return undefined;
  const before = separators.slice(0, -1);
  if (before.length > 0) return before.some(([other]) => other === mark) ? undefined : last.index;
  const looksGrouped = /^[1-9]\d{0,2}\D\d{3}$/.test(written);
  return !looksGrouped || mark === localDecimal ? last.index : undefined;
}

const withoutLeadingZeros = (digits: string) => digits.replace(/^0+(?=\d)/, '');

function toAsciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => (digit <= '9' ? digit : String(digitValue(digit))));
}

/** Unicode lays the ten digits of a script out in a row, zero first, with no other digit before it. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return value;
}

function separatorsOf(language: string): { group: string; decimal: string } {
  const parts = new Intl.NumberFormat(knownOrEnglish(language)).formatToParts(1_234_567.8);
  const valueOf = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return { group: valueOf('group'), decimal: valueOf('decimal') };
}

function knownOrEnglish(language: string): string {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
