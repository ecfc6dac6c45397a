import { signal } from '@preact/signals';
import { directionOf, english, fillIn, isMessageKey, type MessageKey, messagesFor, type Values } from '#libs/pages';

export { directionOf, interfaceLanguages, type MessageKey } from '#libs/pages';

const messages = signal(english);
/** The BCP-47 tag of the interface; all numbers, dates and names follow it. */
export const locale = signal('en');

/** Turns the page to the nearest language it speaks. */
export async function speak(tag: string): Promise<void> {
  const spoken = await messagesFor(tag);
  messages.value = spoken.messages;
  locale.value = spoken.locale;
  document.documentElement.lang = locale.value;
  document.documentElement.dir = directionOf(locale.value);
}

export const t = (key: MessageKey, values?: Values): string => fillIn(messages.value[key], values);

/** For keys that are made of what the server says, which may know more words than this page. */
export const tIfKnown = (key: string): string | undefined => (isMessageKey(key) ? t(key) : undefined);
