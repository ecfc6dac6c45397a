import { signal } from '@preact/signals';
import en from './messages/en.json';

export type MessageKey = keyof typeof en;
type Messages = Record<MessageKey, string>;

const catalogues: Record<string, () => Promise<{ default: Messages }>> = {
  ar: () => import('./messages/ar.json'),
  es: () => import('./messages/es.json'),
  fr: () => import('./messages/fr.json'),
  sw: () => import('./messages/sw.json'),
  zh: () => import('./messages/zh.json'),
};

/** The languages the pages themselves speak. */
export const interfaceLanguages: readonly string[] = ['en', ...Object.keys(catalogues)];

const messages = signal<Messages>(en);
/** The BCP-47 tag of the interface; all numbers, dates and names follow it. */
export const locale = signal('en');

const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ps', 'ur', 'yi', 'dv']);
export const directionOf = (tag: string): 'rtl' | 'ltr' => (RIGHT_TO_LEFT.has(tag.split('-')[0] ?? '') ? 'rtl' : 'ltr');

/** Turns the page to the nearest language it speaks. */
export async function speak(tag: string): Promise<void> {
  const language = tag.split('-')[0] ?? 'en';
  const load = catalogues[language];
  messages.value = load === undefined ? en : (await load()).default;
  locale.value = load !== undefined || language === 'en' ? tag : 'en';
  document.documentElement.lang = locale.value;
  document.documentElement.dir = directionOf(locale.value);
}

export function t(key: MessageKey, values: Readonly<Record<string, string | number>> = {}): string {
  return messages.value[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** For keys that are made of what the server says, which may know more words than this page. */
export function tIfKnown(key: string): string | undefined {
  return Object.hasOwn(en, key) ? t(key as MessageKey) : undefined;
}
