import { nativeKorean } from './han-numerals.js';
import type { Reading } from './reading.js';

const either = (words: object) =>
  Object.keys(words)
    .sort((one, other) => other.length - one.length)
    .join('|');
const COUNTED =
  '개|명|병|잔|박스|상자|봉지|세트|팩|마리|송이|켤레|벌|권|장|대|분|사람|달|살|시|번|가지|알|통|포|줄|그릇|캔|kg|킬로';
const NUMERAL = new RegExp(
  `(?<![가-힣])(?:(${either(nativeKorean.tens)})(${either(nativeKorean.ones)})?|(${either(nativeKorean.ones)})) ?(?=${COUNTED})`,
  'gu',
);

/** `두 개`, `열두 병`: the numerals of Korean for what is counted by hand. */
export function readNativeKorean(reading: Reading): void {
  if (!reading.language.startsWith('ko')) return;
  reading.take(NUMERAL, ([, tens, one, alone]) => {
    const value = valueOf(nativeKorean.tens, tens) + valueOf(nativeKorean.ones, one ?? alone);
    reading.add([String(value)], value > 1);
    return true;
  });
}

const valueOf = (words: Readonly<Record<string, number>>, word: string | undefined) =>
  word === undefined ? 0 : (words[word] ?? 0);
