import type { Caption, LogEntry } from '#libs/contracts';

/** What a newcomer reads back. */
export const historyLength = { messages: 30, captions: 12 };
/** Partial captions stand between finished ones, and translations of older messages between those of newer ones. */
export const entriesToLookAt = { messages: 30, translations: 120, captions: 200 };

const isCaption = (entry: LogEntry): entry is LogEntry & { event: Caption } => entry.event.type === 'caption';

/** Of the last entries of a caption channel, the newest of each of the last segments, in their order. */
export function recentCaptions(entries: readonly LogEntry[]): LogEntry[] {
  const latest = new Map<string, LogEntry & { event: Caption }>();
  for (const entry of entries.filter(isCaption)) {
    const known = latest.get(entry.event.segment);
    if (known === undefined || entry.event.rev > known.event.rev) latest.set(entry.event.segment, entry);
  }
  const chosen = [...latest.values()].toSorted((a, b) => a.event.n - b.event.n).slice(-historyLength.captions);
  return chosen.toSorted((a, b) => a.seq - b.seq);
}

/** The translations that belong to these messages. */
export function translationsOf(messages: readonly LogEntry[], translations: readonly LogEntry[]): LogEntry[] {
  const ids = new Set(messages.flatMap(({ event }) => (event.type === 'chat.message' ? [event.message] : [])));
  return translations.filter(({ event }) => event.type === 'chat.translation' && ids.has(event.message));
}
