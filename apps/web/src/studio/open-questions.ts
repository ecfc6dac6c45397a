import type { ChatLine } from '#libs/client';

/** What viewers ask the host and nobody of the staff has answered or put aside, the longest wait first. */
export function openQuestions(lines: readonly ChatLine[], dismissed: ReadonlySet<string>): ChatLine[] {
  const answered = new Set(
    lines.filter(({ message }) => message.author.role !== null).map(({ message }) => message.replyTo),
  );
  return lines.filter(
    ({ message }) => message.toHost === true && !answered.has(message.message) && !dismissed.has(message.message),
  );
}
