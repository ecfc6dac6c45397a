/** A text as the readers of this folder want it: ASCII digits, one kind of sign, no invisible marks. */
export function toPlainText(text: string): string {
  const simple = ASCII.test(text) ? withAreas(text) : toSimpleSigns(text);
  if (!/\d/.test(simple)) return simple;
  return simple
    .replace(/(?<=\d ?)m([23])(?![\p{L}\d])/gu, (_, power) => (power === '2' ? 'sqm' : 'cbm'))
    .replace(/(?<=\d) ?[x×*] ?(?=\d)/gi, ' × ');
}

const withAreas = (text: string) => text.replace(SQUARE_KILOMETRES, 'sqkm').replace(SQUARE_METRES, 'sqm');

function toSimpleSigns(text: string): string {
  const visible = text.replace(INVISIBLE, '');
  const squared = withAreas(visible)
    .replace(/m³/g, 'cbm')
    .replace(/\u200C/g, ' ');
  const whole = squared.replace(GROUPING_SPACE, "'").replace(FRACTION, spellFraction);
  return toAsciiDigits(whole.normalize('NFKC'))
    .replace(/[\u064B-\u0652\u0640]/g, '')
    .replace(/[−﹣]/g, '-')
    .replace(/٪/g, '%');
}

const ASCII = /^[\t\n\r\x20-\x7e]*$/;
// Areas are two words in most languages, in an order of their own: one name for them all.
const SQUARE_KILOMETRES =
  /(?:square|sq\.?) kilomet(?:re|er)s?|(?:kil[óo]metros|quil[ôo]metros|kilomètres|chilometri) (?:cuadrados|quadrados|carrés|quadrati)|quadratkilometern?|квадратн\p{L}+ километр\p{L}*|кв\. ?км|平方(?:公里|千米)|平方キロ(?:メートル)?|제곱킬로미터|كيلومترا?ً? مربعا?ً?|kilomita za mraba|ki-?lô-?mét vuông|kilometer persegi|ตารางกิโลเมตร|वर्ग किलोमीटर|km²/giu;
const SQUARE_METRES =
  /(?:square|sq\.?) met(?:re|er)s?|(?:metros|mètres|metri) (?:cuadrados|quadrados|carrés|quadrati)|quadratmetern?|квадратн\p{L}+ метр\p{L}*|mita za mraba|mét vuông|meter persegi|वर्ग मीटर|m²/giu;
// Marks of direction, joiners, and what makes an emoji of a figure.
const INVISIBLE = /\p{Bidi_Control}|\u200B|\u200D|\u2060|\uFEFF|\uFE0E|\uFE0F|\u20E3/gu;
// Typographic spaces group digits in every language; a plain one only where the language groups by spaces.
const GROUPING_SPACE = /(?<=\p{Nd})[\u00A0\u2009\u202F](?=\p{Nd}{3}(?!\p{Nd}))/gu;
const FRACTION = /(\p{Nd}*)\s?([½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])/gu;

/** `1½` becomes 1٫5: with the one decimal mark that means nothing else in any language. */
function spellFraction(_: string, whole: string, sign: string): string {
  const [above = 0, below = 1] = sign.normalize('NFKC').split('\u2044').map(Number);
  return `${whole === '' ? '0' : toAsciiDigits(whole)}٫${(above / below).toFixed(9).slice(2).replace(/0+$/, '')}`;
}

const toAsciiDigits = (text: string) =>
  text.replace(/\p{Nd}/gu, (digit) => (digit <= '9' ? digit : String(digitValue(digit))));

/** Unicode lays the ten digits of a script out in a row, zero first, with no other digit before it. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return value;
}

/** Takes what a reader has understood out of the text, so that the next one does not read it again. */
export const blanked = (text: string, start: number, end: number): string =>
  text.slice(0, start) + '\u0000'.repeat(end - start) + text.slice(end);
