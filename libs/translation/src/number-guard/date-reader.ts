import type { Reading } from './reading.js';
import { knownLanguage } from './known-language.js';
import { withoutLeadingZeros } from './written-number.js';

const YEAR_FIRST = /(?<![\d.,])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d|[.,]\d)/g;
const YEAR_LAST = /(?<![\d.,])(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d|[.,]\d)/g;
const CLOCK = /(?<![\d:.,])([01]?\d|2[0-4])(?::| ?h ?)([0-5]\d)(?!\d|:\d)/gi;
const DOTTED_CLOCK =
  /(?<![\d:.,])([01]?\d|2[0-4])\.([0-5]\d)(?= ?(?:uhr|น\.|[ap]\.?m)(?!\p{L}))|(?<=(?<!\p{L})(?:kl\.?|klo|godz\.?|pukul|jam|alle|ore|saat|las) )([01]?\d|2[0-4])\.([0-5]\d)(?!\d)/giu;
/** In front of these it is a time more often than an amount. */
const MAYBE_CLOCK =
  /(?<![\d:.,])([01]?\d|2[0-4])\.([0-5]\d)(?![\d.,:%])(?<=(?<!\p{L})(?:at|by|from|until|till|um|ab|bis|gegen|à|às|dès|o|od|do|в|с|до|om|ke) \d\d?\.\d\d)/giu;
// A glance at the text before it is searched: most have none.
const MAY_BE_DATE = /\d ?[-/.:h] ?\d/i;
const HALF_PAST = /[点點時时]半|시 반|half past|halb|y media|et demie|e mezza|e meia|половин/iu;

/** Whether an amount of a text may also be a time. */
export const mayHaveClock = (plain: string): boolean => /\d\.\d\d(?!\d)/.test(plain) && plain.search(MAYBE_CLOCK) >= 0;

/** Dates and times of the day as their parts: languages order them, and name months, each in its own way. */
export function readDatesAndTimes(reading: Reading): void {
  if (MAY_BE_DATE.test(reading.text)) readWrittenDates(reading);
  if (HALF_PAST.test(reading.text)) reading.add(['30'], false);
  for (const month of monthsNamedIn(reading)) reading.add([month], false);
}

function readWrittenDates(reading: Reading): void {
  reading.take(YEAR_FIRST, ([, year = '', , month = '', day = '']) => parts(reading, year, month, day));
  reading.take(YEAR_LAST, ([, one = '', , other = '', year = '']) => {
    const [a, b] = [Number(one), Number(other)];
    if (a > 31 || b > 31 || (a > 12 && b > 12)) return false;
    return parts(reading, one, other, year.length === 2 ? `20${year}` : year);
  });
  const clock = ([, hour, minute, hour2, minute2]: RegExpExecArray) =>
    time(reading, hour ?? hour2 ?? '', minute ?? minute2 ?? '');
  reading.take(CLOCK, clock);
  reading.take(DOTTED_CLOCK, clock);
  if (reading.options.clock) reading.take(MAYBE_CLOCK, clock);
}

function parts(reading: Reading, ...numbers: readonly string[]): true {
  for (const number of numbers) reading.add([withoutLeadingZeros(number)]);
  return true;
}

/** A full hour is just its hour: 20:00 is `8 pm` and `20 Uhr`. */
const time = (reading: Reading, hour: string, minute: string): true =>
  minute === '00' ? parts(reading, hour) : parts(reading, hour, minute);

const AFTERNOON =
  /(?<![\p{L}])p\.? ?m\.?(?![\p{L}])|evening|afternoon|tonight|abend|nachmittag|nachts|soir|après-midi|tarde|noche|noite|sera|pomeriggio|notte|вечер|дня|ночи|wieczor|popołudni|wieczór|مساء|بعد الظهر|عصر|شب|शाम|रात|दोपहर|akşam|gece|öğleden|下午|晚上|晚间|今晚|傍晚|夜|午後|오후|저녁|밤|เย็น|ค่ำ|ทุ่ม|tối|chiều|malam|sore|siang|jioni|usiku|mchana|kväll|eftermiddag|kveld|ettermiddag|(?<=\d ?)p\.?m/iu;
/** `halb zehn` is half past nine. */
const HALF_TO =
  /(?<!\p{L})hal[bv] (?=\d|ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|tolv)/iu;
const MORNING = /(?<=\d ?)a\.? ?m\.?(?![\p{L}])|midnight|mitternacht|minuit|medianoche|полноч|凌晨|午前|오전|零点/iu;

/** The hours that a number may mean in a text that speaks of the afternoon, or of midnight. */
export function hoursOf(text: string): (value: string) => readonly string[] {
  return (value) => {
    if (/^(?:[1-9]|1[0-2])$/.test(value) && /hal[bv] /i.test(text) && HALF_TO.test(text))
      return [value, String((Number(value) + 11) % 12 || 12)];
    if (/^(?:[1-9]|1[01])$/.test(value) && AFTERNOON.test(text)) return [value, String(Number(value) + 12)];
    return value === '12' && MORNING.test(text) ? [value, '0'] : [value];
  };
}

const monthNames = new Map<string, readonly { name: string; month: string }[]>();

function monthsNamedIn({ text, language }: Reading): string[] {
  const known = monthNames.get(language) ?? namesOfMonths(language);
  monthNames.set(language, known);
  const lower = text.toLowerCase();
  return [...new Set(known.filter(({ name }) => hasWord(lower, name)).map(({ month }) => month))];
}

function namesOfMonths(language: string): { name: string; month: string }[] {
  const styles = [{ month: 'long' }, { month: 'short' }, { month: 'long', day: 'numeric' }] as const;
  const named = styles.flatMap((style) => {
    const format = new Intl.DateTimeFormat(knownLanguage(language), {
      ...style,
      timeZone: 'UTC',
      calendar: 'gregory',
      numberingSystem: 'latn',
    });
    return Array.from({ length: 12 }, (_, month) => {
      const parts = format.formatToParts(Date.UTC(2026, month, 15));
      const name =
        parts
          .find(({ type }) => type === 'month')
          ?.value.toLowerCase()
          .replace(/\.$/, '') ?? '';
      return { name, month: String(month + 1) };
    }).filter(({ name }) => name.length >= 3 && !/\d/.test(name));
  });
  return [...new Map(named.map((one) => [`${one.name} ${one.month}`, one])).values()];
}

function hasWord(text: string, word: string): boolean {
  if (/\p{Script=Thai}/u.test(word)) return text.includes(word);
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!/\p{L}/u.test(text.charAt(at - 1)) && !/\p{L}/u.test(text.charAt(at + word.length))) return true;
  }
  return false;
}
