import { signal } from '@preact/signals';
import { type AreaWords, directionOf, type MessageKey, type Phrases, phrasesFor, type Values } from '#libs/pages';

export { directionOf, interfaceLanguages, type MessageKey } from '#libs/pages';

let areas: readonly AreaWords[] = [];
const phrases = signal<Phrases | null>(null);
/** The BCP-47 tag of the interface; all numbers, dates and names follow it. */
export const locale = signal('en');

/** The areas whose words this page says, on top of what is common to all. */
export function needWords(...needed: AreaWords[]): void {
  areas = needed;
}

/** Turns the page to the nearest language it speaks. */
export async function speak(tag: string): Promise<void> {
  const spoken = await phrasesFor(tag, areas);
  phrases.value = spoken;
  locale.value = spoken.locale;
  document.documentElement.lang = locale.value;
  document.documentElement.dir = directionOf(locale.value);
}

export const t = (key: MessageKey, values?: Values): string => phrases.value?.say(key, values) ?? '';

/** For keys that are made of what the server says, which may know more words than this page. */
export const tIfKnown = (key: string): string | undefined =>
  phrases.value?.knows(key) ? phrases.value.say(key) : undefined;
