import type { OutboxEvent } from '#libs/database';
import { type Audience, compactEvent, type LogEntry, type ServerMessage, type SessionEvent } from '#libs/contracts';

/** What a slow viewer may lose: `passing` first (a newer one replaces it), then `chat`, and never what is `kept`. */
export type Weight = 'passing' | 'chat' | 'kept';
/** `now` does not wait for the tick that a busy audience shares, and what has `time` does not make it tick. */
export type Haste = 'now' | 'soon' | 'time';

/** A message for many, serialised on this node once in each form that somebody reads. */
export class RoomMessage {
  #json: string | undefined;
  #compact: string | undefined;

  constructor(
    readonly weight: Weight,
    readonly haste: Haste,
    /** Its place in the log, when it has one. */
    readonly entry: LogEntry | null,
    private readonly serialise: () => string,
  ) {}

  get json(): string {
    return (this.#json ??= this.serialise());
  }

  /** The event alone, as the text profile has it. */
  get compact(): string {
    if (this.entry === null) throw new Error('Only what is in the log has a compact form.');
    return (this.#compact ??= JSON.stringify(compactEvent(this.entry)));
  }
}

const json = (message: ServerMessage) => JSON.stringify(message);

function weightOf(event: SessionEvent): Weight {
  if (event.type === 'caption' && event.state === 'partial') return 'passing';
  return event.type === 'chat.message' || event.type === 'chat.translation' ? 'chat' : 'kept';
}

/** Finished captions, offers, pins and outcomes never wait. A sale changes the stock more often than anybody reads it. */
function hasteOf(event: SessionEvent, weight: Weight): Haste {
  if (event.type === 'stock.changed') return 'time';
  return weight !== 'kept' || event.type === 'language.status' ? 'soon' : 'now';
}

export function eventMessage(entry: LogEntry): RoomMessage {
  const weight = weightOf(entry.event);
  return new RoomMessage(weight, hasteOf(entry.event, weight), entry, () => json({ type: 'event', entry }));
}

export const audienceMessage = (audience: Audience): RoomMessage =>
  new RoomMessage('passing', 'soon', null, () => json({ type: 'audience', audience }));

export const earlyMessage = ({ id, channel, event }: OutboxEvent): RoomMessage =>
  new RoomMessage('kept', 'now', null, () => json({ type: 'early', id, channel, event }));

export const welcomeMessage = (welcome: string): RoomMessage => new RoomMessage('kept', 'now', null, () => welcome);
