import type { PostChat, SessionRole } from '#libs/contracts';

// The marks of Latin, full-width, Arabic, Greek, Armenian and Ethiopic writing. The Latin one also stands in addresses,
// where a letter or a figure follows.
const questionMark = /\?(?![\p{L}\p{N}])|[？؟\u037E՞፧]/u;

/** Whether the host is asked: a viewer says so, or says nothing of it and asks something that is no reply. */
export function isQuestionToHost(
  { text, toHost, replyTo }: Pick<PostChat, 'text' | 'toHost' | 'replyTo'>,
  writer: SessionRole | null,
): boolean {
  return writer === null && (toHost ?? (replyTo === undefined && questionMark.test(text)));
}
