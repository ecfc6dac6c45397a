import type { Atom } from './numeral-builder.js';

const digits = '〇一二三四五六七八九';
const others: Readonly<Record<string, number>> = { 零: 0, 两: 2, 兩: 2, 俩: 2, 廿: 20, 卅: 30 };
const formal = '壹贰叁肆伍陆柒捌玖';
const traditional: Readonly<Record<string, number>> = { 貳: 2, 參: 3, 陸: 6 };
const multipliers: Readonly<Record<string, number>> = {
  十: 10,
  拾: 10,
  百: 100,
  佰: 100,
  千: 1000,
  仟: 1000,
  万: 1e4,
  萬: 1e4,
  亿: 1e8,
  億: 1e8,
  兆: 1e12,
};

export const hanAtoms: ReadonlyMap<string, Atom> = new Map<string, Atom>([
  ...digits.split('').map((sign, value) => [sign, added(value)] as const),
  ...formal.split('').map((sign, at) => [sign, added(at + 1)] as const),
  ...Object.entries({ ...others, ...traditional }).map(([sign, value]) => [sign, added(value)] as const),
  ...Object.entries(multipliers).map(([sign, value]) => [sign, { kind: 'times', value }] as const),
]);

/** Numerals of banknotes and contracts. Each is an everyday word as well, so one alone is none. */
export const isFormal = (run: string): boolean => [...run].some((sign) => formal.includes(sign) || sign in traditional);

function added(value: number): Atom {
  return { kind: 'add', value, sure: true };
}

const hangulDigits: Readonly<Record<string, number>> = {
  일: 1,
  이: 2,
  삼: 3,
  사: 4,
  오: 5,
  육: 6,
  륙: 6,
  칠: 7,
  팔: 8,
  구: 9,
};
const hangulMultipliers: Readonly<Record<string, number>> = { 십: 10, 백: 100, 천: 1000, 만: 1e4, 억: 1e8, 조: 1e12 };

/** The Chinese numerals of Korean. */
export const hangulAtoms: ReadonlyMap<string, Atom> = new Map<string, Atom>([
  ...Object.entries(hangulDigits).map(([sign, value]) => [sign, added(value)] as const),
  ...Object.entries(hangulMultipliers).map(([sign, value]) => [sign, { kind: 'times', value }] as const),
]);

/** The Korean numerals of Korean, as they stand before what they count. */
export const nativeKorean = {
  tens: { 열: 10, 스물: 20, 스무: 20, 서른: 30, 마흔: 40, 쉰: 50 },
  ones: { 한: 1, 하나: 1, 두: 2, 둘: 2, 세: 3, 셋: 3, 네: 4, 넷: 4, 다섯: 5, 여섯: 6, 일곱: 7, 여덟: 8, 아홉: 9 },
} as const;
