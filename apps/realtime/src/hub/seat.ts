import { type Channel, channels, type CloseReason, type LogEntry, type Positions } from '#libs/contracts';
import type { Audience, Profile } from './audience.js';
import { byteBudget, type FlushFrames, levelAt, levels } from './pressure.js';
import { eventMessage } from './room-message.js';
import { messageFrame } from './text-frame.js';

/** What the hub needs of a socket. */
export interface Outlet {
  /** Bytes that the kernel has not taken yet. */
  readonly waitingBytes: number;
  write(frame: Buffer): void;
  close(reason: CloseReason, retryAfterMs?: number): void;
}

export interface Reader {
  lang: string;
  profile: Profile;
  accountId: string | undefined;
}

export interface SeatOwner {
  began(seat: Seat): void;
  left(seat: Seat): void;
}

/** More than this many events while somebody joins: they had better come again. */
const mostKept = 5000;
const messagesInFrame = 200;

/**
 * One viewer's place in a room. Between taking it and `begin`, everything of its channels is kept, so that what was
 * read from the log and what comes live can be joined without a gap or a double.
 */
export class Seat {
  #kept: LogEntry[] | undefined = [];
  /** What the viewer was sent to catch up does not count as slowness until it is gone. */
  #catchUpBytes = 0;

  constructor(
    readonly reader: Reader,
    readonly audience: Audience,
    private readonly outlet: Outlet,
    private readonly owner: SeatOwner,
  ) {}

  reads(channel: Channel): boolean {
    return this.audience.reads(channel) || this.#isOwn(channel);
  }

  /**
   * Sends these messages (each JSON), then what was kept beyond `seen`, and goes on live.
   * All in one turn of the event loop, so that nothing comes in between.
   */
  begin(messages: readonly string[], seen: Positions): void {
    const kept = this.#kept ?? [];
    this.#kept = undefined;
    this.audience.flush();
    const missed = kept.filter(({ channel, epoch, seq }) => epoch === seen.epoch && seq > (seen.seqs[channel] ?? 0));
    const all = [...messages, ...missed.map((entry) => eventMessage(entry).json)];
    for (let start = 0; start < all.length; start += messagesInFrame) {
      const frame = messageFrame(all.slice(start, start + messagesInFrame));
      this.#catchUpBytes += frame.length;
      this.outlet.write(frame);
    }
    this.audience.seats.add(this);
    this.owner.began(this);
  }

  leave(): void {
    this.audience.seats.delete(this);
    this.owner.left(this);
  }

  /** An entry while the viewer joins. */
  keep(entry: LogEntry): void {
    if (this.#kept === undefined || !this.reads(entry.channel)) return;
    if (this.#kept.length < mostKept) this.#kept.push(entry);
    else this.outlet.close('resume');
  }

  /** What is for this viewer alone. While it joins, `keep` has it. */
  tell(json: string): void {
    if (this.#kept === undefined) this.#write(messageFrame([json]));
  }

  take(frames: FlushFrames): void {
    const level = levelAt(this.#slowBytes());
    if (level === 'over') {
      this.outlet.close('slow');
      return;
    }
    const least = this.reader.profile === 'text' ? 'no-passing' : 'everything';
    const frame = frames.frame(levels.indexOf(level) > levels.indexOf(least) ? level : least);
    if (frame !== null) this.outlet.write(frame);
  }

  close(reason: CloseReason, retryAfterMs?: number): void {
    this.outlet.close(reason, retryAfterMs);
  }

  #write(frame: Buffer): void {
    if (this.#slowBytes() > byteBudget.all) this.outlet.close('slow');
    else this.outlet.write(frame);
  }

  #slowBytes(): number {
    const waiting = this.outlet.waitingBytes;
    if (waiting <= byteBudget.passing) this.#catchUpBytes = 0;
    return waiting - this.#catchUpBytes;
  }

  #isOwn(channel: Channel): boolean {
    const { accountId } = this.reader;
    return accountId !== undefined && channel === channels.viewer(accountId);
  }
}
