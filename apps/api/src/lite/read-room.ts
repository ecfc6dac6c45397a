import { Inject, Injectable } from '@nestjs/common';
import { RecallCaptions } from '#libs/captions';
import { ReadRecent } from '#libs/chat';
import type { Actor, Caption, ChatHistoryItem, Order, SessionSnapshot, Settings, WaitingPlace } from '#libs/contracts';
import { ReadHolds, ReadOrders } from '#libs/orders';
import { type Basket, basketsOf, firstReadable } from '#libs/pages';
import { realtimeUrl, SETTINGS } from '#libs/platform';
import { SessionSnapshots } from '#libs/snapshots';
import { NoteReader } from '#libs/translation';
import { Words } from './words.js';

/** So much a page holds, to stay small. */
const shown = { captions: 8, messages: 15, orders: 3 };
/** Where one looks for a buyer's orders of one session. */
const ordersToLookAt = 20;

/** What belongs to whoever reads; `name` is how the chat knows them. */
export interface Mine {
  name: string;
  baskets: readonly Basket[];
  waiting: readonly WaitingPlace[];
  orders: readonly Order[];
}

/** A session as one reader sees it. `lang` is what is read, which may be another language than the page speaks. */
export interface Room {
  snapshot: SessionSnapshot;
  lang: string;
  words: Words;
  /** In the order they were spoken. */
  captions: readonly Caption[];
  /** What was spoken, by segment, of those captions that are translations. */
  spoken: ReadonlyMap<string, string>;
  /** Newest first. */
  messages: readonly ChatHistoryItem[];
  mine: Mine | null;
  /** Where what follows can be heard, as Server-Sent Events. */
  events: string;
}

/** All that the page of a session shows, from the features that know it. */
@Injectable()
export class ReadRoom {
  readonly #realtime: string;

  constructor(
    @Inject(SETTINGS) settings: Settings,
    private readonly snapshots: SessionSnapshots,
    private readonly captions: RecallCaptions,
    private readonly chat: ReadRecent,
    private readonly holds: ReadHolds,
    private readonly orders: ReadOrders,
    private readonly readers: NoteReader,
  ) {
    this.#realtime = realtimeUrl(settings).replace(/^ws/, 'http');
  }

  /** @throws DomainError `session.not-found` */
  async read(idOrSlug: string, actor: Actor, wanted: readonly string[]): Promise<Room> {
    const snapshot = await this.snapshots.of(idOrSlug);
    const { id, languages, sourceLang, state } = snapshot.session;
    const lang = firstReadable(wanted, languages, sourceLang);
    const [words, captions, messages, mine] = await Promise.all([
      Words.for(lang, wanted),
      this.captions.of(id, lang, shown.captions, undefined),
      this.chat.read(id, lang, shown.messages),
      this.#mine(id, actor),
      state === 'live' && lang !== sourceLang ? this.readers.note(id, lang) : null,
    ]);
    const events = `${this.#realtime}/v1/sessions/${id}/events?lang=${encodeURIComponent(lang)}`;
    const told = captions.filter(({ state, text }) => state !== 'retracted' && text !== '').slice(-shown.captions);
    const translated = told.filter((caption) => caption.from !== caption.lang).map(({ segment }) => segment);
    const originals = translated.length === 0 ? [] : await this.captions.spoken(id, translated);
    const spoken = new Map(originals.map(({ segment, text }) => [segment, text]));
    return { snapshot, lang, words, captions: told, spoken, messages, mine, events };
  }

  async #mine(sessionId: string, actor: Actor): Promise<Mine | null> {
    if (!('accountId' in actor)) return null;
    const [holds, waiting, { items }] = await Promise.all([
      this.holds.openIn(sessionId, actor.accountId),
      this.holds.waitingIn(sessionId, actor.accountId),
      this.orders.mine(actor, { limit: ordersToLookAt }),
    ]);
    const soonestFirst = holds.toSorted((a, b) => Date.parse(a.expiresAt) - Date.parse(b.expiresAt));
    const orders = items.filter((order) => order.sessionId === sessionId && order.state !== 'pending');
    return {
      name: actor.displayName,
      baskets: basketsOf(soonestFirst),
      waiting,
      orders: orders.slice(0, shown.orders),
    };
  }
}
