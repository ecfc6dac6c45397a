import type { Channel } from '#libs/contracts';
import type { RoomMessage } from './room-message.js';

/** Makes of a text, which is JSON without line breaks, the bytes of one line: a WebSocket, an event stream. */
export type Framing = (text: string) => Buffer;

/** From the first to the last `seq` of a channel in a frame, without a hole. */
export type Reach = { first: number; last: number };

/** Messages as bytes, the same for every viewer that gets them. */
export class Frame {
  #reaches: ReadonlyMap<Channel, Reach> | undefined;

  constructor(
    readonly bytes: Buffer,
    private readonly messages: readonly RoomMessage[],
  ) {}

  /** Which part of the log it brings. */
  get reaches(): ReadonlyMap<Channel, Reach> {
    return (this.#reaches ??= reachesOf(this.messages));
  }
}

function reachesOf(messages: readonly RoomMessage[]): ReadonlyMap<Channel, Reach> {
  const reaches = new Map<Channel, Reach>();
  for (const { entry } of messages) {
    if (entry === null) continue;
    const first = reaches.get(entry.channel)?.first ?? entry.seq;
    reaches.set(entry.channel, { first, last: entry.seq });
  }
  return reaches;
}
