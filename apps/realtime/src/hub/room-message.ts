import type { Audience, LogEntry, ServerMessage, SessionEvent } from '#libs/contracts';

/** What a slow viewer may lose: `passing` first (a newer one replaces it), then `chat`, and never what is `kept`. */
export type Weight = 'passing' | 'chat' | 'kept';

/** A message for many, serialised once on this node. */
export interface RoomMessage {
  json: string;
  weight: Weight;
  /** Whether it may wait for the tick that a busy audience shares. */
  urgent: boolean;
  /** What a viewer gets in its place when it is left out. */
  substitute: string | null;
}

const json = (message: ServerMessage) => JSON.stringify(message);

function weightOf(event: SessionEvent): Weight {
  if (event.type === 'caption' && event.state === 'partial') return 'passing';
  return event.type === 'chat.message' || event.type === 'chat.translation' ? 'chat' : 'kept';
}

/** Finished captions, offers, pins and outcomes never wait; stock and the state of languages change in bursts. */
const mayWait = (event: SessionEvent, weight: Weight) =>
  weight !== 'kept' || event.type === 'stock.changed' || event.type === 'language.status';

/**
 * The substitute of a passing entry is its place in the log without the event, so that the reader sees no gap. A left
 * out chat message has none: the reader sees the gap, and asks for what is missing when it has caught up.
 */
export function eventMessage(entry: LogEntry): RoomMessage {
  const weight = weightOf(entry.event);
  const { channel, epoch, seq } = entry;
  return {
    json: json({ type: 'event', entry }),
    weight,
    urgent: !mayWait(entry.event, weight),
    substitute: weight === 'passing' ? JSON.stringify({ type: 'event', entry: { channel, epoch, seq } }) : null,
  };
}

export const audienceMessage = (audience: Audience): RoomMessage => ({
  json: json({ type: 'audience', audience }),
  weight: 'passing',
  urgent: false,
  substitute: null,
});
