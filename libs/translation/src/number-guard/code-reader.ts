import type { Reading } from './reading.js';
import { GROUPED } from './written-number.js';

const URL_OR_EMAIL =
  /(?:https?:\/\/|www\.)[^\s<>"'«»，。、；！？（）()\u0000]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w.])[a-z0-9][a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|io|shop|info|dev|rw|africa)(?:\/[^\s<>"'，。、]*)?(?![\w])/gi;
const PHONE = /\+\d[\d\s()./-]{6,}\d|(?<![\d.,'])\(?0\d[\d\s()-]{6,}\d(?!\d)/g;
const CODE =
  /(?<![A-Za-z0-9_$])(?:[A-Z][A-Z0-9]*(?:[-_/][A-Z0-9]+)*[-_/](?=[A-Z]*\d)[A-Z0-9]+(?:[-_/][A-Z0-9]+)*|[A-Za-z]+\d[A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*|\d+[A-Za-z]+\d[A-Za-z0-9]*)(?![A-Za-z0-9]|[.,]\d)/g;
const VERSION = /(?<![\d.,])\d+(?:\.\d+){2,}(?!\d|[.,]\d)/g;

/** Web addresses, codes and telephone numbers: they are the same in every language, to the letter. */
export function readCodes(reading: Reading): void {
  reading.take(URL_OR_EMAIL, ([address]) => keep(reading, address.replace(/[.,;:!?]+$/, '')));
  for (const code of reading.options.codes) {
    const loosely = new RegExp(
      `(?<![A-Za-z0-9])${(code.match(/[A-Z]+|\d+/g) ?? []).join('[\\s_/.-]{0,2}')}(?![A-Za-z0-9])`,
      'gi',
    );
    reading.take(loosely, () => keep(reading, code));
  }
  reading.take(CODE, ([code]) => !isAmount(reading, code) && keep(reading, code.toUpperCase()));
  reading.take(PHONE, ([phone]) => {
    const digits = phone.replace(/[^\d+]/g, '');
    return digits.length >= 9 && keep(reading, digits);
  });
}

/** `1.2.3`, and addresses of machines: read after dates, which look alike. */
export const readVersions = (reading: Reading): void =>
  reading.take(VERSION, ([version]) => !GROUPED.test(version) && keep(reading, version));

/** Codes that may be looked for in a translation, where they could be spaced in another way. */
export const spacedCodes = (values: readonly string[]): string[] =>
  values.filter((value) => /^#(?=.*[A-Z])(?=.*\d)[A-Z0-9_/-]+$/.test(value)).map((value) => value.slice(1));

function keep(reading: Reading, code: string): true {
  reading.add([`#${code}`]);
  return true;
}

/** `USD5`, `Rs500` and `x2` are amounts. */
function isAmount(reading: Reading, code: string): boolean {
  const [letters = ''] = /^[A-Za-z]+/.exec(code) ?? [];
  if (letters === '') return /^\d+\s?h\s?\d\d$/i.test(code);
  return /^x$/i.test(letters) || (reading.units.isName(letters) && /^[A-Za-z]{2,}-?\d+(?:[a-z]*|[KMB])$/.test(code));
}
