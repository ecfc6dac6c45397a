import type { Channel, LogEntry, Positions } from '#libs/contracts';
import type { LogListener, LogRead, Position } from './session-log.js';

type ReadLog = (channel: Channel, after: Position) => Promise<LogRead>;

/** `last` was handed on; everything up to `target` is known to exist. */
type Tail = { last: number; target: number; filling: boolean };

const longestPauseMs = 2000;

/**
 * Makes an exact feed out of an at-most-once one. Entries may arrive shuffled, doubled or not at all; the listener hears
 * each once and in order per channel. Entries ahead of their turn are not kept: they only tell how far to read in the
 * log, so that a long gap costs no memory.
 */
export class GapFiller {
  #epoch: string | undefined;
  readonly #endedEpochs = new Set<string>();
  #tails = new Map<Channel, Tail>();
  #early: LogEntry[] = [];
  #stopped = false;

  constructor(
    private readonly read: ReadLog,
    private readonly listener: LogListener,
    private readonly pause: (ms: number) => Promise<void>,
  ) {}

  /** What was handed on so far. */
  get positions(): Positions {
    const ends = Array.from(this.#tails, ([channel, { last }]) => [channel, last]);
    return { epoch: this.#epoch ?? '', seqs: Object.fromEntries(ends) };
  }

  /** Begins after these positions (a channel they do not name, at 0); what was received before is then looked at. */
  start(positions: Positions): void {
    this.#moveTo(positions);
    const early = this.#early;
    this.#early = [];
    for (const entry of early) this.receive(entry);
  }

  receive(entry: LogEntry): void {
    if (this.#epoch === undefined) {
      this.#early.push(entry);
      return;
    }
    if (this.#stopped || this.#endedEpochs.has(entry.epoch)) return;
    if (entry.epoch !== this.#epoch) this.#lose({ epoch: entry.epoch, seqs: {} });
    const tail = this.#tailOf(entry.channel);
    if (entry.seq <= tail.last) return;
    if (entry.seq === tail.last + 1 && !tail.filling) this.#handOn(entry, tail);
    else this.#fillUpTo(entry.seq, entry.channel, tail);
  }

  /**
   * Call it with the log's heads when entries may have been missed: what lies between is read. `before` are the positions
   * from before the heads were asked for. A log that is behind those was restored from an older copy; behind what arrived
   * since then, it may well be.
   */
  catchUp(heads: Positions, before: Positions = this.positions): void {
    if (this.#epoch === undefined || this.#stopped || this.#endedEpochs.has(heads.epoch)) return;
    const known = Object.entries(heads.seqs) as [Channel, number][];
    const restored = heads.epoch === before.epoch && known.some(([channel, seq]) => seq < (before.seqs[channel] ?? 0));
    if (heads.epoch !== this.#epoch || restored) {
      this.#lose(heads);
      return;
    }
    for (const [channel, seq] of known) this.#fillUpTo(seq, channel, this.#tailOf(channel));
  }

  stop(): void {
    this.#stopped = true;
  }

  #moveTo({ epoch, seqs }: Positions): void {
    if (this.#epoch !== undefined && this.#epoch !== epoch) this.#endedEpochs.add(this.#epoch);
    this.#epoch = epoch;
    const ends = Object.entries(seqs) as [Channel, number][];
    this.#tails = new Map(ends.map(([channel, seq]) => [channel, { last: seq, target: seq, filling: false }]));
  }

  #lose(positions: Positions): void {
    this.#moveTo(positions);
    this.listener.lost();
  }

  #tailOf(channel: Channel): Tail {
    let tail = this.#tails.get(channel);
    if (tail === undefined) {
      tail = { last: 0, target: 0, filling: false };
      this.#tails.set(channel, tail);
    }
    return tail;
  }

  #handOn(entry: LogEntry, tail: Tail): void {
    tail.last = entry.seq;
    this.listener.entry(entry);
  }

  #fillUpTo(seq: number, channel: Channel, tail: Tail): void {
    tail.target = Math.max(tail.target, seq);
    if (!tail.filling && tail.last < tail.target) void this.#fill(channel, tail);
  }

  async #fill(channel: Channel, tail: Tail): Promise<void> {
    tail.filling = true;
    let failures = 0;
    while (tail.last < tail.target && this.#isCurrent(channel, tail)) {
      const progress = await this.#readOn(channel, tail);
      if (progress) failures = 0;
      else await this.pause(Math.min(longestPauseMs, 50 * 2 ** failures++));
    }
    tail.filling = false;
  }

  /** @returns false when the log could not be read, or does not show yet what it is known to hold */
  async #readOn(channel: Channel, tail: Tail): Promise<boolean> {
    const epoch = this.#epoch as string;
    let result: LogRead;
    try {
      result = await this.read(channel, { epoch, seq: tail.last });
    } catch {
      return false;
    }
    if (!this.#isCurrent(channel, tail)) return true;
    if (result.kind === 'resync') {
      tail.last = tail.target;
      this.listener.lost();
      return true;
    }
    const next = result.entries.filter((entry) => entry.seq > tail.last);
    for (const entry of next) this.#handOn(entry, tail);
    return next.length > 0;
  }

  #isCurrent(channel: Channel, tail: Tail): boolean {
    return !this.#stopped && this.#tails.get(channel) === tail;
  }
}
