import en from './messages/en.json' with { type: 'json' };

export type MessageKey = keyof typeof en;
/** What pages say in one language, by key; `{name}` stands where a value goes. */
export type Messages = Readonly<Record<MessageKey, string>>;

export const english: Messages = en;

const catalogues: Readonly<Record<string, () => Promise<{ default: Messages }>>> = {
  ar: () => import('./messages/ar.json', { with: { type: 'json' } }),
  es: () => import('./messages/es.json', { with: { type: 'json' } }),
  fr: () => import('./messages/fr.json', { with: { type: 'json' } }),
  sw: () => import('./messages/sw.json', { with: { type: 'json' } }),
  zh: () => import('./messages/zh.json', { with: { type: 'json' } }),
};

/** The languages the pages themselves speak. */
export const interfaceLanguages: readonly string[] = ['en', ...Object.keys(catalogues)];

/**
 * The words for a reader of this language, and the tag that numbers, dates and names follow: that of the reader where
 * the pages speak the language, else English.
 */
export async function messagesFor(tag: string): Promise<{ messages: Messages; locale: string }> {
  const language = tag.split('-')[0] ?? 'en';
  const load = Object.hasOwn(catalogues, language) ? catalogues[language] : undefined;
  if (load !== undefined) return { messages: (await load()).default, locale: tag };
  return { messages: english, locale: language === 'en' ? tag : 'en' };
}

export type Values = Readonly<Record<string, string | number>>;
export const fillIn = (message: string, values: Values = {}): string =>
  message.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** For keys that are made of what the server says, which may know more words than this page. */
export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(en, key);

const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ps', 'ur', 'yi', 'dv']);
export const directionOf = (tag: string): 'rtl' | 'ltr' => (RIGHT_TO_LEFT.has(tag.split('-')[0] ?? '') ? 'rtl' : 'ltr');
