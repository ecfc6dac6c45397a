import type {
  LineUpItem,
  Offer,
  Session,
  SessionEventOf,
  SessionSnapshot,
  SessionVideo,
  Stock,
  Variant,
} from '#libs/contracts';
import { newer, type Register, type Registers, write, writtenAfter } from './register.js';

export type LanguageStatus = SessionEventOf<'language.status'>;
export type ControlEvent = SessionEventOf<
  | 'session.started'
  | 'session.ended'
  | 'item.pinned'
  | 'offer.opened'
  | 'offer.closed'
  | 'offer.window-closed'
  | 'offer.drawn'
  | 'stock.changed'
  | 'language.status'
  | 'chat.slow-mode'
  | 'video.changed'
>;

/** What everyone in the room sees of the sale. Later log positions win over earlier ones and over the snapshot. */
export interface RoomState {
  readonly snapshot: SessionSnapshot;
  /** The head of the control channel that the snapshot belongs to. */
  readonly snapshotSeq: number;
  readonly session: Register<Session>;
  readonly pinned: Register<LineUpItem | null>;
  readonly offers: Registers<Offer>;
  readonly stock: Registers<Stock>;
  readonly languages: Registers<LanguageStatus>;
  readonly slowModeSeconds: Register<number>;
  readonly video: Register<SessionVideo | null>;
}

export function roomOf(snapshot: SessionSnapshot, seq: number, before?: RoomState): RoomState {
  const pinned = snapshot.lineUp.find((item) => item.code === snapshot.pinned) ?? null;
  const fresh: RoomState = {
    snapshot,
    snapshotSeq: seq,
    session: { seq, value: snapshot.session },
    pinned: { seq, value: pinned },
    offers: new Map(snapshot.offers.map((offer) => [offer.id, { seq, value: offer }])),
    stock: new Map(snapshot.lineUp.flatMap((item) => stockEntries(item, seq))),
    languages: new Map(),
    slowModeSeconds: { seq, value: snapshot.slowModeSeconds },
    video: { seq, value: snapshot.video },
  };
  if (before === undefined) return fresh;
  return {
    snapshot,
    snapshotSeq: seq,
    session: newer(before.session, fresh.session),
    pinned: newer(before.pinned, fresh.pinned),
    offers: new Map([...fresh.offers, ...writtenAfter(before.offers, seq)]),
    stock: new Map([...fresh.stock, ...writtenAfter(before.stock, seq)]),
    languages: before.languages,
    slowModeSeconds: newer(before.slowModeSeconds, fresh.slowModeSeconds),
    video: newer(before.video, fresh.video),
  };
}

export function withControl(room: RoomState, seq: number, event: ControlEvent): RoomState {
  // The snapshot knows better, save the state of languages, which it does not hold.
  if (seq <= room.snapshotSeq && event.type !== 'language.status') return room;
  switch (event.type) {
    case 'session.started':
    case 'session.ended':
      return { ...room, session: newer(room.session, { seq, value: event.session }) };
    case 'item.pinned':
      return withPinned(room, { seq, value: event.item });
    case 'offer.opened':
    case 'offer.closed':
    case 'offer.window-closed':
    case 'offer.drawn':
      return { ...room, offers: write(room.offers, event.offer.id, { seq, value: event.offer }) };
    case 'stock.changed':
      return { ...room, stock: write(room.stock, event.variantId, { seq, value: event.stock }) };
    case 'language.status':
      return { ...room, languages: write(room.languages, event.lang, { seq, value: event }) };
    case 'chat.slow-mode':
      return { ...room, slowModeSeconds: newer(room.slowModeSeconds, { seq, value: event.seconds }) };
    case 'video.changed':
      return { ...room, video: newer(room.video, { seq, value: event.video }) };
    default:
      return event satisfies never;
  }
}

// A pinned item brings the stock of its moment with it.
function withPinned(room: RoomState, pinned: Register<LineUpItem | null>): RoomState {
  const entries = pinned.value === null ? [] : stockEntries(pinned.value, pinned.seq);
  const stock = entries.reduce((registers, [variantId, register]) => write(registers, variantId, register), room.stock);
  return { ...room, pinned: newer(room.pinned, pinned), stock };
}

const stockEntries = (item: LineUpItem, seq: number) =>
  item.listing.variants.map((variant): [string, Register<Stock>] => [variant.id, { seq, value: variant.stock }]);

export const stockOf = (room: RoomState, variant: Variant): Stock => room.stock.get(variant.id)?.value ?? variant.stock;

/** The offer that is open for an item of the line-up; otherwise the last that was. */
export function latestOffer(room: RoomState, code: string): Offer | undefined {
  const offers = [...room.offers.values()].filter(({ value }) => value.code === code);
  return openOffer(room, code) ?? offers.toSorted((a, b) => b.seq - a.seq)[0]?.value;
}

/** The offer that is open for an item of the line-up, if there is one. */
export function openOffer(room: RoomState, code: string): Offer | undefined {
  return [...room.offers.values()].map(({ value }) => value).find((offer) => offer.code === code && !offer.closedAt);
}
