import { createHash } from 'node:crypto';
import type { Channel, LogEntry, SessionEvent } from '#libs/contracts';

type Said = Extract<SessionEvent, { type: 'chat.message' | 'chat.translation' }>;

const isSaid = (event: SessionEvent): event is Said =>
  event.type === 'chat.message' || event.type === 'chat.translation';

/** Whether texts that a moderator can take away stand in a channel. */
export const holdsTexts = (channel: Channel): boolean => channel === 'chat' || channel.startsWith('chat.');

/** The id that the removal of a message has in the log; there is one of each. */
export const removalId = (message: string): string => `removed.${message}`;

/** What remains of a text that was taken away is its SHA-256. */
export function withoutText<E extends SessionEvent>(event: E): E {
  if (!isSaid(event) || event.removed !== undefined) return event;
  return { ...event, text: '', removed: { sha256: createHash('sha256').update(event.text).digest('hex') } };
}

/** The entry as it may be read when the texts of these messages were taken away. */
export const asLeft = (entry: LogEntry, removed: ReadonlySet<string>): LogEntry =>
  isSaid(entry.event) && removed.has(entry.event.message) ? { ...entry, event: withoutText(entry.event) } : entry;
