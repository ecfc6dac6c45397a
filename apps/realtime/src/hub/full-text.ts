import { type Level, tellingOf } from './pressure.js';
import type { RoomMessage } from './room-message.js';

/** A frame of the full profile: an array of messages. What is left out is its place in the log without the event. */
export const fullText = (messages: readonly RoomMessage[], level: Level): string =>
  `[${messages.map((message) => (tellingOf(message, level) === 'place' ? placeOf(message) : message.json)).join(',')}]`;

function placeOf({ entry }: RoomMessage): string {
  if (entry === null) throw new Error('Only what is in the log has a place there.');
  const { channel, epoch, seq } = entry;
  return JSON.stringify({ type: 'event', entry: { channel, epoch, seq } });
}
