import type { ChatLine } from '#libs/client';

/** A message, and its text in the reader's language where there is one. */
export type ReadMessage = Pick<ChatLine, 'message' | 'translation'>;

/** What a reader gets to see of a message: its translation, or what was written while that is no real one. */
export function chatText({ message, translation }: ReadMessage): { text: string; lang: string } {
  const isTranslated = translation?.flags.every((flag) => flag !== 'source-fallback' && flag !== 'blocked') ?? false;
  return translation !== null && isTranslated ? translation : message;
}
