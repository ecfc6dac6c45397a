import {
  type Audience as AudienceFigures,
  audienceChannels,
  type Channel,
  channels,
  laneOf,
  type LogEntry,
  type Positions,
} from '#libs/contracts';
import type { OutboxEvent } from '#libs/database';
import type { LogListener, Viewers } from '#libs/session-log';
import { Audience, type FlushMeter } from './audience.js';
import type { Outlet } from './outlet.js';
import { RecentIds } from './recent-ids.js';
import { audienceMessage, earlyMessage, eventMessage, type RoomMessage } from './room-message.js';
import { type Reader, Seat, type SeatOwner } from './seat.js';

export interface RoomOptions extends FlushMeter {
  tickMs: { full: number; text: number };
  /** The first viewer of a language is here. */
  newLanguage(): void;
  /** Nobody may come in any more, because the log does not continue what is known here. */
  retire(): void;
  /** Nobody is here any more. */
  empty(): void;
}

/** Viewers that are to come back do so within this time, not all at once. Milliseconds. */
const comeBackWithin = 1000;

/** One session on this node: takes what the log pushes, and hands it to whoever reads that channel. */
export class Room implements LogListener, SeatOwner {
  readonly #seats = new Set<Seat>();
  readonly #audiences = new Map<string, Audience>();
  readonly #accounts = new Map<Channel, Set<Seat>>();
  readonly #joining = new Set<Seat>();
  #epoch = '';
  readonly #heard = new Map<string, number>();
  readonly #told = new RecentIds();

  constructor(
    readonly sessionId: string,
    private readonly options: RoomOptions,
  ) {}

  take(reader: Reader, outlet: Outlet): Seat {
    const seat = new Seat(reader, this.#audienceOf(reader), outlet, this);
    this.#seats.add(seat);
    this.#joining.add(seat);
    const own = ownChannel(reader);
    if (own !== undefined) this.#accounts.set(own, (this.#accounts.get(own) ?? new Set()).add(seat));
    return seat;
  }

  /** The log pushes what comes after these positions. */
  follow({ epoch, seqs }: Positions): void {
    this.#epoch = epoch;
    for (const [channel, seq] of Object.entries(seqs)) this.#hear(channel, seq);
  }

  /** Up to where the log has pushed: everything behind it comes, or came, to each seat that is taken by now. */
  positionFor({ lang, accountId }: Reader): Positions {
    const read = audienceChannels(lang, accountId);
    const seqs = Object.fromEntries(read.map((channel) => [channel, this.#heard.get(channel) ?? 0]));
    return { epoch: this.#epoch, seqs };
  }

  entry(entry: LogEntry): void {
    this.#hear(entry.channel, entry.seq);
    for (const seat of this.#joining) seat.keep(entry);
    if (laneOf(entry.event) === 'durable') this.#told.add(entry.id);
    this.#tell(eventMessage(entry), entry.channel);
  }

  /** What is decided but not in the log, because that can not be reached. Told once, and not behind the entry itself. */
  early(event: OutboxEvent): void {
    if (this.#told.has(event.id)) return;
    this.#told.add(event.id);
    this.#tell(earlyMessage(event), event.channel);
  }

  /** What the viewers have does not join on to what the log has: they start over. */
  lost(): void {
    this.options.retire();
    for (const seat of this.#seats) seat.close('resume', Math.round(Math.random() * comeBackWithin));
  }

  tellAudience(figures: AudienceFigures): void {
    this.#spread(audienceMessage(figures), () => true);
  }

  began(seat: Seat): void {
    this.#joining.delete(seat);
    if (seat.audience.seats.size === 1) this.options.newLanguage();
  }

  left(seat: Seat): void {
    if (!this.#seats.delete(seat)) return;
    this.#joining.delete(seat);
    const own = ownChannel(seat.reader);
    const others = own && this.#accounts.get(own);
    if (others?.delete(seat) && others.size === 0) this.#accounts.delete(own as Channel);
    if (this.#seats.size > 0) return;
    for (const audience of this.#audiences.values()) audience.close();
    this.options.empty();
  }

  viewers(): Viewers {
    const byLanguage: Record<string, number> = {};
    const byCountry: Record<string, number> = {};
    for (const { lang, seats } of this.#audiences.values()) {
      if (seats.size > 0) byLanguage[lang] = (byLanguage[lang] ?? 0) + seats.size;
      for (const { reader } of seats)
        if (reader.country !== undefined) byCountry[reader.country] = (byCountry[reader.country] ?? 0) + 1;
    }
    return { byLanguage, byCountry };
  }

  #hear(channel: string, seq: number): void {
    this.#heard.set(channel, Math.max(this.#heard.get(channel) ?? 0, seq));
  }

  #tell(message: RoomMessage, channel: Channel): void {
    for (const seat of this.#accounts.get(channel) ?? []) seat.tell(message);
    this.#spread(message, (audience) => audience.reads(channel));
  }

  #spread(message: RoomMessage, reads: (audience: Audience) => boolean): void {
    for (const audience of this.#audiences.values()) if (reads(audience)) audience.add(message);
  }

  #audienceOf({ lang, profile }: Reader): Audience {
    const key = `${profile} ${lang}`;
    const known = this.#audiences.get(key);
    if (known !== undefined) return known;
    const audience = new Audience(lang, profile, this.options.tickMs[profile], this.options);
    this.#audiences.set(key, audience);
    return audience;
  }
}

const ownChannel = ({ accountId }: Reader): Channel | undefined =>
  accountId === undefined ? undefined : channels.viewer(accountId);
