import { type Caption, channels, type LogEntry } from '#libs/contracts';
import { captionEventId } from '#libs/translation';

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

/**
 * What the log does not hold, as entries from before its numbering: their `seq` is 0. What the log tells
 * all the same is left out.
 */
export function fromBefore(recalled: readonly Caption[], epoch: string, known: readonly LogEntry[]): LogEntry[] {
  const ids = new Set(known.map(({ id }) => id));
  const at = new Date().toISOString();
  return recalled
    .map((event) => ({ channel: channels.captionsIn(event.lang), epoch, seq: 0, id: captionEventId(event), at, event }))
    .filter(({ id }) => !ids.has(id));
}

/** The translations that belong to these messages. */
export function translationsOf(messages: readonly LogEntry[], translations: readonly LogEntry[]): LogEntry[] {
  const ids = new Set(messages.flatMap(({ event }) => (event.type === 'chat.message' ? [event.message] : [])));
  return translations.filter(({ event }) => event.type === 'chat.translation' && ids.has(event.message));
}
