import { createHash } from 'node:crypto';
import type { Channel, LogEntry, SessionEvent } from '#libs/contracts';

/** Whether texts that can be taken away stand in a channel. */
export const holdsTexts = (channel: Channel): boolean => /^(?:chat|caption)(?:\.|$)/.test(channel);

/** The id that the removal of a message has in the log; there is one of each. */
export const removalId = (message: string): string => `removed.${message}`;

/** The message or the segment of speech that an event is a text of. */
export function sourceOf(event: SessionEvent): string | undefined {
  if (event.type === 'chat.message' || event.type === 'chat.translation') return event.message;
  return event.type === 'caption' ? event.segment : undefined;
}

/** The message or the segment of speech whose texts an event takes away. */
export function takenAwayBy(event: SessionEvent): string | undefined {
  if (event.type === 'chat.removed') return event.message;
  return event.type === 'caption' && event.state === 'retracted' ? event.segment : undefined;
}

/** What remains of a message is its SHA-256, and of a caption its place: the audit of captions has the hashes. */
export function withoutText<E extends SessionEvent>(event: E): E {
  if (event.type === 'caption') return { ...event, text: '', stable: 0 };
  const isSaid = event.type === 'chat.message' || event.type === 'chat.translation';
  if (!isSaid || event.removed !== undefined) return event;
  return { ...event, text: '', removed: { sha256: createHash('sha256').update(event.text).digest('hex') } };
}

/** The entry as it may be read when these texts were taken away. */
export function asLeft(entry: LogEntry, takenAway: ReadonlySet<string>): LogEntry {
  const source = sourceOf(entry.event);
  return source !== undefined && takenAway.has(source) ? { ...entry, event: withoutText(entry.event) } : entry;
}
