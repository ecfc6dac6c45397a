import type {
  LineUpItem,
  Listing,
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
  | 'session.changed'
  | 'session.cancelled'
  | 'line-up.changed'
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

type LineUpOrder = SessionEventOf<'line-up.changed'>['items'];

/** What everyone in the room sees of the sale. Later log positions win over earlier ones and over the snapshot. */
export interface RoomState {
  readonly snapshot: SessionSnapshot;
  /** The head of the control channel that the snapshot belongs to. */
  readonly snapshotSeq: number;
  readonly session: Register<Session>;
  /** What the line-up names, in its order. */
  readonly order: Register<LineUpOrder>;
  /** Listings that came into the line-up after the snapshot, by id. */
  readonly listings: Registers<Listing>;
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
    order: { seq, value: snapshot.lineUp.map(({ code, listing }) => ({ code, listingId: listing.id })) },
    listings: new Map(),
    pinned: { seq, value: pinned },
    offers: new Map(snapshot.offers.map((offer) => [offer.id, { seq, value: offer }])),
    stock: new Map(snapshot.lineUp.flatMap(({ listing }) => stockEntries(listing, seq))),
    languages: new Map(),
    slowModeSeconds: { seq, value: snapshot.slowModeSeconds },
    video: { seq, value: snapshot.video },
  };
  if (before === undefined) return fresh;
  return {
    snapshot,
    snapshotSeq: seq,
    session: newer(before.session, fresh.session),
    order: newer(before.order, fresh.order),
    listings: new Map(writtenAfter(before.listings, seq)),
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
    case 'session.changed':
    case 'session.cancelled':
      return { ...room, session: newer(room.session, { seq, value: event.session }) };
    case 'line-up.changed':
      return withLineUp(room, seq, event);
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

function withLineUp(room: RoomState, seq: number, { items, listing }: SessionEventOf<'line-up.changed'>): RoomState {
  const order = newer(room.order, { seq, value: items });
  if (listing === null) return { ...room, order };
  const listings = write(room.listings, listing.id, { seq, value: listing });
  return { ...room, order, listings, stock: withStock(room.stock, listing, seq) };
}

// A pinned item brings the stock of its moment with it.
function withPinned(room: RoomState, pinned: Register<LineUpItem | null>): RoomState {
  const stock = pinned.value === null ? room.stock : withStock(room.stock, pinned.value.listing, pinned.seq);
  return { ...room, pinned: newer(room.pinned, pinned), stock };
}

const withStock = (stock: Registers<Stock>, listing: Listing, seq: number): Registers<Stock> =>
  stockEntries(listing, seq).reduce((registers, [variantId, register]) => write(registers, variantId, register), stock);

const stockEntries = (listing: Listing, seq: number) =>
  listing.variants.map((variant): [string, Register<Stock>] => [variant.id, { seq, value: variant.stock }]);

/** What the session shows, in its order. An item whose listing has not been told yet is left out. */
export function lineUpOf({ order, listings, snapshot }: RoomState): LineUpItem[] {
  const known = new Map(snapshot.lineUp.map(({ listing }) => [listing.id, listing]));
  return order.value.flatMap(({ code, listingId }, position) => {
    const listing = listings.get(listingId)?.value ?? known.get(listingId);
    return listing === undefined ? [] : [{ code, position, listing }];
  });
}

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
