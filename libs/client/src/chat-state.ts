import type { ChatHistoryItem, ChatMessage, ChatTranslation } from '#libs/contracts';

/** Originals by message, and translations by language and message; either may arrive first. */
export interface ChatState {
  readonly messages: ReadonlyMap<string, ChatMessage>;
  readonly translations: ReadonlyMap<string, ReadonlyMap<string, ChatTranslation>>;
  /** Ids of messages that were taken away. They keep their place among the kept ones, without their text. */
  readonly removed: ReadonlySet<string>;
}

export const emptyChat: ChatState = { messages: new Map(), translations: new Map(), removed: new Set() };

/** How many messages a client keeps; older ones are in the chat history. */
export const keptMessages = 300;

export interface ChatLine {
  message: ChatMessage;
  /** The text in the reader's language, or `null` while there is none. */
  translation: ChatTranslation | null;
  /** The line it answers, while that is kept. */
  inReplyTo: Pick<ChatLine, 'message' | 'translation'> | null;
}

export function withMessage(chat: ChatState, message: ChatMessage): ChatState {
  if (chat.messages.has(message.message)) return chat;
  return { ...chat, messages: trimmed(new Map(chat.messages).set(message.message, asLeft(chat, message))) };
}

export function withTranslation(chat: ChatState, translation: ChatTranslation): ChatState {
  const known = chat.translations.get(translation.lang) ?? new Map<string, ChatTranslation>();
  const next = better(known.get(translation.message), asLeft(chat, translation));
  const kept = trimmed(new Map(known).set(translation.message, next));
  return { ...chat, translations: new Map(chat.translations).set(translation.lang, kept) };
}

/** Its text is forgotten, also where it arrives only later. */
export function withRemoved(chat: ChatState, id: string): ChatState {
  if (chat.removed.has(id)) return chat;
  const next = { ...chat, removed: new Set(chat.removed).add(id) };
  const blanked = <T extends Said>(said: ReadonlyMap<string, T>): ReadonlyMap<string, T> => {
    const it = said.get(id);
    return it === undefined ? said : new Map(said).set(id, asLeft(next, it));
  };
  const translations = Array.from(chat.translations, ([lang, said]) => [lang, blanked(said)] as const);
  return { ...next, messages: blanked(chat.messages), translations: new Map(translations) };
}

export function withHistory(chat: ChatState, items: readonly ChatHistoryItem[]): ChatState {
  return items.reduce((state, { message, translation }) => {
    const read = withMessage(state, message);
    return translation === null ? read : withTranslation(read, translation);
  }, chat);
}

/** Oldest first. */
export function chatLines(chat: ChatState, lang: string): ChatLine[] {
  const translations = chat.translations.get(lang);
  const lines = [...chat.messages.values()]
    .filter(({ message, removed }) => removed === undefined && !chat.removed.has(message))
    .sort((a, b) => order(a.message, b.message))
    .map((message) => ({ message, translation: translations?.get(message.message) ?? null }));
  const byId = new Map(lines.map((line) => [line.message.message, line]));
  return lines.map((line) => ({ ...line, inReplyTo: byId.get(line.message.replyTo ?? '') ?? null }));
}

type Said = ChatMessage | ChatTranslation;
const asLeft = <T extends Said>({ removed }: Pick<ChatState, 'removed'>, said: T): T =>
  removed.has(said.message) ? { ...said, text: '' } : said;

// A translation may follow the source text that was shown in its place: the real one wins, and two real ones are
// settled by their text, so that the winner never depends on the order of arrival.
function better(current: ChatTranslation | undefined, next: ChatTranslation): ChatTranslation {
  if (current === undefined) return next;
  const fallback = (translation: ChatTranslation) => translation.flags.includes('source-fallback');
  if (fallback(current) !== fallback(next)) return fallback(current) ? next : current;
  return JSON.stringify(next) > JSON.stringify(current) ? next : current;
}

// Message ids are UUIDs of version 7, which sort by the time the server made them.
const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

// The kept ones are the newest ids, which does not depend on the order of arrival.
function trimmed<T>(entries: Map<string, T>): Map<string, T> {
  if (entries.size <= keptMessages) return entries;
  entries.delete([...entries.keys()].reduce((low, id) => (order(id, low) < 0 ? id : low)));
  return entries;
}
