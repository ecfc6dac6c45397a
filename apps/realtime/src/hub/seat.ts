import { type Channel, channels, type CloseReason, type LogEntry, type Positions } from '#libs/contracts';
import type { Audience, Profile } from './audience.js';
import { FlushFrames } from './flush-frames.js';
import type { Frame } from './frame.js';
import type { Outlet } from './outlet.js';
import { byteBudget, leastLevel, levelAt } from './pressure.js';
import { eventMessage, type RoomMessage } from './room-message.js';

export interface Reader {
  lang: string;
  profile: Profile;
  accountId: string | undefined;
  /** ISO 3166-1 alpha-2, where the viewer told it. */
  country?: string | undefined;
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
   * Sends the welcome, these entries, then what was kept beyond `seen`, and goes on live.
   * All in one turn of the event loop, so that nothing comes in between.
   */
  begin(welcome: RoomMessage, entries: readonly LogEntry[], seen: Positions): void {
    const kept = this.#kept ?? [];
    this.#kept = undefined;
    const missed = kept.filter(({ channel, epoch, seq }) => epoch === seen.epoch && seq > (seen.seqs[channel] ?? 0));
    const all = [...entries, ...missed].map(eventMessage);
    const frames: Frame[] = [];
    for (let start = 0; start < all.length; start += messagesInFrame)
      frames.push(this.#frameOf(all.slice(start, start + messagesInFrame)));
    const first = this.#frameOf([welcome]);
    this.#catchUpBytes = [first, ...frames].reduce((sum, { bytes }) => sum + bytes.length, 0);
    this.outlet.open(first, frames, beyond(seen, missed));
    this.audience.seat(this);
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
  tell(message: RoomMessage): void {
    if (this.#kept !== undefined) return;
    if (this.#slowBytes() > byteBudget.all) this.outlet.close('slow');
    else this.outlet.write(this.#frameOf([message]));
  }

  take(frames: FlushFrames): void {
    const level = levelAt(this.#slowBytes(), this.reader.profile);
    if (level === 'over') {
      this.outlet.close('slow');
      return;
    }
    const frame = frames.frame(level, this.outlet.framing);
    if (frame !== null) this.outlet.write(frame);
  }

  close(reason: CloseReason, retryAfterMs?: number): void {
    this.outlet.close(reason, retryAfterMs);
  }

  #frameOf(messages: readonly RoomMessage[]): Frame {
    const { profile } = this.reader;
    const frames = new FlushFrames(profile, messages, () => {});
    return frames.frame(leastLevel[profile], this.outlet.framing) as Frame;
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

const beyond = ({ epoch, seqs }: Positions, entries: readonly LogEntry[]): Positions => ({
  epoch,
  seqs: { ...seqs, ...Object.fromEntries(entries.map(({ channel, seq }) => [channel, seq])) },
});
