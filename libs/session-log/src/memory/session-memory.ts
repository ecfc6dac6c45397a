import type { Channel, LogEntry, Positions } from '#libs/contracts';
import { asLeft, holdsTexts, takenAwayBy } from '../removed-text.js';

/** What a process remembers of one session: where every channel ends, and the last entries of those that are read. */
export class SessionMemory {
  readonly #kept = new Map<Channel, LogEntry[]>();
  readonly #byId = new Map<string, LogEntry>();
  readonly #removed = new Set<string>();

  constructor(
    readonly epoch: string,
    private readonly ends: Map<Channel, number>,
    private readonly keep: number,
  ) {}

  head(channel: Channel): number {
    return this.ends.get(channel) ?? 0;
  }

  heads(channels: Iterable<Channel> = this.ends.keys()): Positions {
    return {
      epoch: this.epoch,
      seqs: Object.fromEntries(Array.from(channels, (channel) => [channel, this.head(channel)])),
    };
  }

  withId(id: string): LogEntry | undefined {
    return this.#byId.get(id);
  }

  /** The kept entries of a channel, oldest first; `undefined` when they were never loaded. */
  entries(channel: Channel): readonly LogEntry[] | undefined {
    return this.#kept.get(channel) ?? (this.head(channel) === 0 ? [] : undefined);
  }

  /** @returns false when the channel has grown beyond them meanwhile */
  load(channel: Channel, entries: readonly LogEntry[]): boolean {
    if ((entries.at(-1)?.seq ?? 0) !== this.head(channel)) return false;
    // they may have been read just before a text among them was taken away
    const left = entries.map((entry) => asLeft(entry, this.#removed));
    this.#kept.set(channel, left);
    for (const entry of left) this.#byId.set(entry.id, entry);
    return true;
  }

  /** @returns the entry as it may be read */
  add(appended: LogEntry): LogEntry {
    const entry = asLeft(appended, this.#removed);
    const takenAway = takenAwayBy(entry.event);
    if (takenAway !== undefined) this.removeText(takenAway);
    const kept = this.#kept.get(entry.channel) ?? (entry.seq === 1 ? [] : undefined);
    this.ends.set(entry.channel, entry.seq);
    // a channel that nobody has read since the start is read from the table when somebody does
    if (kept === undefined) return entry;
    kept.push(entry);
    this.#kept.set(entry.channel, kept);
    this.#byId.set(entry.id, entry);
    // by a quarter at a time: moving an array for each entry would cost more than the entry
    if (kept.length > this.keep * 1.25)
      for (const { id } of kept.splice(0, kept.length - this.keep)) this.#byId.delete(id);
    return entry;
  }

  /** The text of a message or segment was taken away: what is kept of it, and what comes of it later, has none. */
  removeText(source: string): void {
    if (this.#removed.has(source)) return;
    this.#removed.add(source);
    for (const [channel, kept] of this.#kept)
      if (holdsTexts(channel))
        for (const [index, entry] of kept.entries()) {
          const left = asLeft(entry, this.#removed);
          if (left === entry) continue;
          kept[index] = left;
          this.#byId.set(left.id, left);
        }
  }
}
