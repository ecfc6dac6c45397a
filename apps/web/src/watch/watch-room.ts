import { batch, computed, type Signal, signal } from '@preact/signals';
import {
  chatHistory,
  chatLines,
  lineUpOf,
  type ConnectionStatus,
  myOrders,
  openHolds,
  openOffer,
  openPlaces,
  previewOf,
  readableCaptions,
  type SessionConnection,
  type SessionState,
  type SilkcastClient,
} from '#libs/client';
import type { Order, SessionSnapshot } from '#libs/contracts';
import { basketsOf } from '#libs/pages';
import { chosenCountry, rememberCountry } from '../i18n/country-choice.js';
import { rememberLanguage } from '../i18n/language-choice.js';
import { speak } from '../i18n/messages.js';
import { Notices } from './notices.js';

/** What the watch page shows and does, over one connection to one session. */
export class WatchRoom {
  readonly session: Signal<SessionState>;
  readonly status = signal<ConnectionStatus>('connecting');
  readonly lang;
  /** ISO 3166-1 alpha-2, where the viewer tells it. */
  readonly country = signal(chosenCountry());
  readonly notices = new Notices();
  private languageChanged = false;
  private readonly earlierOrders = signal<readonly Order[]>([]);

  readonly info = computed(() => this.session.value.room?.session.value ?? this.snapshot.session);
  /** What the server serves, which may be another language than the one that was asked for. */
  readonly served = computed(() => this.session.value.lang ?? this.lang.value);
  readonly captions = computed(() => readableCaptions(this.session.value.captions, this.served.value));
  readonly lines = computed(() => chatLines(this.session.value.chat, this.served.value));
  private readonly shown = computed(() => {
    const { room } = this.session.value;
    return room ? lineUpOf(room) : this.snapshot.lineUp;
  });
  readonly pinned = computed(() => this.session.value.room?.pinned.value ?? null);
  readonly offer = computed(() => {
    const { room } = this.session.value;
    return room && this.pinned.value ? openOffer(room, this.pinned.value.code) : undefined;
  });
  readonly baskets = computed(() => basketsOf(openHolds(this.session.value.viewer)));
  readonly waiting = computed(() => openPlaces(this.session.value.viewer));
  /** The viewer's own of this session that are placed for good, the latest first. */
  readonly orders = computed(() =>
    this.ordersHere()
      .filter(({ state, confirmedAt }) => state !== 'pending' && confirmedAt !== null)
      .toSorted((a, b) => (a.placedAt < b.placedAt ? 1 : -1)),
  );
  readonly confirmed = computed(() => this.orders.value.filter((order) => order.state === 'confirmed'));
  readonly video = computed(() => this.session.value.room?.video.value ?? null);
  readonly audience = computed(() => this.session.value.audience);

  /** @param person who watches here: a viewer, or the host in the studio */
  constructor(
    readonly person: SilkcastClient,
    readonly snapshot: SessionSnapshot,
    readonly connection: SessionConnection,
    lang: string,
  ) {
    this.lang = signal(lang);
    this.session = signal(previewOf(snapshot));
    connection.listen({
      state: (state) => {
        this.session.value = state;
      },
      status: (status) => this.turn(status),
      entry: (entry) => this.notices.hear(entry),
    });
    connection.open();
    void this.readOrders();
  }

  get lineUp() {
    return this.shown.value;
  }

  changeLanguage(lang: string): void {
    rememberLanguage(lang);
    this.lang.value = lang;
    this.languageChanged = true;
    this.connection.changeLanguage(lang);
    void speak(lang);
  }

  changeCountry(country: string | undefined): void {
    rememberCountry(country);
    this.country.value = country;
    this.connection.changeCountry(country);
  }

  private turn(status: ConnectionStatus): void {
    batch(() => {
      this.status.value = status;
      if (this.connection.state.room !== null) this.session.value = this.connection.state;
    });
    if (status !== 'live' || !this.languageChanged) return;
    this.languageChanged = false;
    void this.readHistory();
  }

  // What was said before is here already, but not in the new language: the welcome brings no message twice.
  private async readHistory(): Promise<void> {
    const filter = { lang: this.served.value, limit: 50 };
    const page = await this.person.http.send(chatHistory(this.snapshot.session.id, filter)).catch(() => null);
    if (page !== null) this.connection.addHistory(page.items);
  }

  private async readOrders(): Promise<void> {
    if (this.person.me.account === null) return;
    this.earlierOrders.value = await this.person.me.send(myOrders()).then(
      (page) => page.items,
      () => [],
    );
  }

  private ordersHere(): Order[] {
    const live = [...this.session.value.viewer.orders.values()].map(({ value }) => value);
    const known = new Map([...this.earlierOrders.value, ...live].map((order) => [order.id, order]));
    return [...known.values()].filter((order) => order.sessionId === this.snapshot.session.id);
  }
}
