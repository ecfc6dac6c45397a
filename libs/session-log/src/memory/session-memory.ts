import type { Channel, LogEntry, Positions } from '#libs/contracts';

/** What a process remembers of one session: where every channel ends, and the last entries of those that are read. */
export class SessionMemory {
  readonly #kept = new Map<Channel, LogEntry[]>();
  readonly #byId = new Map<string, LogEntry>();

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
    this.#kept.set(channel, [...entries]);
    for (const entry of entries) this.#byId.set(entry.id, entry);
    return true;
  }

  add(entry: LogEntry): void {
    const kept = this.#kept.get(entry.channel) ?? (entry.seq === 1 ? [] : undefined);
    this.ends.set(entry.channel, entry.seq);
    // a channel that nobody has read since the start is read from the table when somebody does
    if (kept === undefined) return;
    kept.push(entry);
    this.#kept.set(entry.channel, kept);
    this.#byId.set(entry.id, entry);
    // by a quarter at a time: moving an array for each entry would cost more than the entry
    if (kept.length > this.keep * 1.25)
      for (const { id } of kept.splice(0, kept.length - this.keep)) this.#byId.delete(id);
  }
}
