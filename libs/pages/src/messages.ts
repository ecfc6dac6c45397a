import type { IntlMessageFormat } from 'intl-messageformat';
import { commonWords } from './messages/common/words.js';
import type { consoleWords } from './messages/console/words.js';
import type { goodsWords } from './messages/goods/words.js';
import type { homeWords } from './messages/home/words.js';
import type { liteWords } from './messages/lite/words.js';
import type { operateWords } from './messages/operate/words.js';
import type { payWords } from './messages/pay/words.js';
import type { planWords } from './messages/plan/words.js';
import type { staffWords } from './messages/staff/words.js';
import type { studioWords } from './messages/studio/words.js';
import type { tradeWords } from './messages/trade/words.js';
import type { watchWords } from './messages/watch/words.js';
import { Phrases } from './phrases.js';

type Language = keyof typeof commonWords;
type KeysOf<Words extends { en: () => Promise<{ default: object }> }> = keyof Awaited<
  ReturnType<Words['en']>
>['default'];

export type MessageKey =
  | KeysOf<typeof commonWords>
  | KeysOf<typeof consoleWords>
  | KeysOf<typeof goodsWords>
  | KeysOf<typeof homeWords>
  | KeysOf<typeof liteWords>
  | KeysOf<typeof operateWords>
  | KeysOf<typeof payWords>
  | KeysOf<typeof planWords>
  | KeysOf<typeof staffWords>
  | KeysOf<typeof studioWords>
  | KeysOf<typeof tradeWords>
  | KeysOf<typeof watchWords>;

/** An ICU message, or what the library makes of it: the build of the pages sends browsers no parser. */
export type Message = ConstructorParameters<typeof IntlMessageFormat>[0];

/** Messages of one language, by key: those of the areas that a page needs. */
export type Messages = Readonly<Record<string, Message | undefined>>;

/** The messages of one area, by language: only those of the reader are fetched. */
export type AreaWords = Readonly<Record<Language, () => Promise<{ default: Messages }>>>;

const isSpoken = (language: string): language is Language => Object.hasOwn(commonWords, language);

/** The languages the pages themselves speak. */
export const interfaceLanguages: readonly string[] = ['en', ...Object.keys(commonWords).filter((tag) => tag !== 'en')];

/**
 * What pages say to a reader of this language: of the areas named, and what is common to all. Numbers follow the tag of
 * the reader where the pages speak the language, else English.
 */
export async function phrasesFor(tag: string, areas: readonly AreaWords[]): Promise<Phrases> {
  const language = tag.split('-')[0] ?? 'en';
  const spoken = isSpoken(language) ? language : 'en';
  const loaded = await Promise.all([commonWords, ...areas].map((area) => area[spoken]()));
  return new Phrases(spoken === language ? tag : 'en', Object.assign({}, ...loaded.map((area) => area.default)));
}

const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ps', 'ur', 'yi', 'dv']);
export const directionOf = (tag: string): 'rtl' | 'ltr' => (RIGHT_TO_LEFT.has(tag.split('-')[0] ?? '') ? 'rtl' : 'ltr');
