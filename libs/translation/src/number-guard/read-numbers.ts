import { readCodes, readVersions } from './code-reader.js';
import { hoursOf, readDatesAndTimes } from './date-reader.js';
import { readDigits, readFractions } from './digit-reader.js';
import { readNativeKorean } from './native-korean-reader.js';
import type { NumberToken } from './number-token.js';
import { Reading, type ReadingOptions } from './reading.js';
import { readDiscounts, readUnspaced } from './unspaced-reader.js';
import { readWords } from './word-reader.js';
import { wordsOf } from './words/index.js';

const MINUS =
  /(?:(?<!\p{L})(?:minus|минус|ناقص|سالب|منفی|माइनस|eksi|âm|hasi|moins|menos|meno)\s+|零下|负|負|マイナス|氷点下|영하\s?|마이너스\s?|ติดลบ|ลบ)(?=[^\s\d]{0,3}[\d一二三四五六七八九十])/giu;

/** Every number, amount and code of a plain text, as its language writes them. */
export function readNumbers(plain: string, language: string, options: ReadingOptions): readonly NumberToken[] {
  const reading = new Reading(withSigns(plain, language), language, options);
  const hours = hoursOf(reading.text);
  readCodes(reading);
  readDatesAndTimes(reading);
  readVersions(reading);
  readFractions(reading);
  if (options.words) readNativeKorean(reading);
  readDiscounts(reading);
  readUnspaced(reading);
  readDigits(reading);
  readWords(reading);
  for (const unit of reading.units.pairs(reading.text)) reading.add(['2'], false, unit);
  return reading.tokens.map((token) =>
    token.unit?.strict ? token : { ...token, values: [...new Set(token.values.flatMap(hours))] },
  );
}

/** Its addresses and codes alone. */
export function codesIn(plain: string, language: string): readonly string[] {
  const reading = new Reading(withSigns(plain, language), language, { words: false, codes: [], fractions: false });
  readCodes(reading);
  return reading.tokens.flatMap(({ values }) => values);
}

const percentWords = new Map<string, RegExp>();

function percentIn(language: string): RegExp {
  const table = wordsOf(language);
  const edge = table?.unspaced ? ['', ''] : ['(?<!\\p{L})', '(?!\\p{L})'];
  const pattern = new RegExp(`${edge[0]}(?:${table?.percent ?? 'percent|per cent'})${edge[1]}`, 'giu');
  percentWords.set(language, pattern);
  return pattern;
}

/** Says in signs what languages say in words: per cent, and minus. */
function withSigns(plain: string, language: string): string {
  const letters = language.startsWith('fa') ? plain.replaceAll('ي', 'ی').replaceAll('ك', 'ک') : plain;
  const weights = letters.includes('千') ? letters.replaceAll('千克', '公斤').replaceAll('千米', '公里') : letters;
  return weights.replace(percentWords.get(language) ?? percentIn(language), '%').replace(MINUS, '-');
}
