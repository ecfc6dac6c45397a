import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { CreateApiKey, CreateExporter, RegisterAccount, RegisterGuest } from '#libs/accounts';
import { IngestCaption } from '#libs/captions';
import { PostMessage } from '#libs/chat';
import { CreateListing as CreateListingBody, type SignedInActor, type Tokens } from '#libs/contracts';
import { Database } from '#libs/database';
import { AddImage, CreateListing, PutLineUpItem } from '#libs/listings';
import { OpenOffer, PlaceClaim, StartPayment } from '#libs/orders';
import { RefundsStore } from '#libs/payments';
import { MoveSession, ScheduleSession } from '#libs/sessions';
import { ReadGlossary } from '#libs/translation';
import { KeepWebhooks } from '#libs/webhooks';
import { aPng } from '../../../tests/support/pictures.js';

type Person = { actor: SignedInActor; token: string };
/** What stands for each `:name` in a route. */
export type Places = Record<string, string>;

const password = 'tea-with-honey';

/** Everybody who may call a route: strangers, and those to whom something belongs. */
export class People {
  private constructor(
    readonly host: Person,
    readonly seller: Person,
    readonly buyer: Person,
    readonly stranger: Person,
    readonly operator: Person,
    readonly guest: Person,
    readonly shop: { id: string; key: string },
    readonly otherKey: string,
    /** What the seller signs in with. */
    readonly credentials: { email: string; password: string },
  ) {}

  static async gather(app: INestApplicationContext): Promise<People> {
    const sellersAddress = `seller-${randomUUID()}@example.org`;
    const person = async (kind: 'person' | 'operator' = 'person', email = `${randomUUID()}@example.org`) => {
      const body = { email, password, displayName: 'Aline', lang: 'en' };
      return asPerson(await app.get(RegisterAccount, { strict: false }).register(body, kind));
    };
    const [host, seller, buyer, stranger] = [
      await person(),
      await person('person', sellersAddress),
      await person(),
      await person(),
    ];
    const guest = { displayName: 'Amina', lang: 'sw', simulated: false };
    const shop = async (owner: Person) => {
      const input = { slug: `shop-${randomUUID()}`, name: 'Nyungwe Edge Tea', country: 'RW' };
      const { id } = await app.get(CreateExporter, { strict: false }).create(owner.actor, input);
      const { secret } = await app.get(CreateApiKey, { strict: false }).create(owner.actor, id, 'warehouse');
      return { id, key: secret };
    };
    return new People(
      host,
      seller,
      buyer,
      stranger,
      await person('operator'),
      asPerson(await app.get(RegisterGuest, { strict: false }).register(guest)),
      await shop(seller),
      (await shop(stranger)).key,
      { email: sellersAddress, password },
    );
  }

  /** The bearer token of each caller by name; nobody's is undefined. */
  get tokens(): Record<string, string | undefined> {
    return {
      nobody: undefined,
      guest: this.guest.token,
      stranger: this.stranger.token,
      host: this.host.token,
      seller: this.seller.token,
      buyer: this.buyer.token,
      operator: this.operator.token,
      key: this.shop.key,
      otherKey: this.otherKey,
    };
  }

  /** A session of the host that is live, sells the seller's goods, and where the buyer has begun to pay for some. */
  async makePlaces(app: INestApplicationContext): Promise<Places> {
    const get = <T>(type: new (...args: never[]) => T): T => app.get(type, { strict: false });
    const { listing, variant, sku, image } = await this.#goods(get);
    const session = await this.#show(get);
    await get(PutLineUpItem).put(this.host.actor, session, 'A1', { listingId: listing });
    const offer = await get(OpenOffer).open(this.host.actor, session, {
      code: 'A1',
      maxPerBuyer: 5,
      holdSeconds: 600,
      mode: 'FIFO_HOLD',
    });
    const claim = { code: 'A1', variantId: variant, qty: 1, key: randomUUID() };
    const outcome = await get(PlaceClaim).place(this.buyer.actor, session, claim);
    if (outcome.outcome !== 'HELD') throw new Error(`the buyer got ${outcome.outcome} instead of a hold`);
    const { id: hold, orderId: order } = outcome.hold;
    const place = await this.#waiting(get, { session, offer: offer.id, variant });
    const payment = await get(StartPayment).start(this.buyer.actor, order);
    const refund = randomUUID();
    await get(RefundsStore).insert(get(Database).pool, {
      id: refund,
      orderId: order,
      paymentId: payment.id,
      amount: payment.amount,
      key: `refund-${refund}`,
      reason: 'The box was wet.',
    });
    // there is nothing to send: nobody may try to
    await get(RefundsStore).end(get(Database).pool, refund, 'failed');
    const request = await this.#request(get, order);
    const { message } = await get(PostMessage).post(this.buyer.actor, session, {
      key: randomUUID(),
      text: 'Good morning',
      lang: 'en',
    });
    const segment = randomUUID();
    const said = { segment, lang: 'en', text: 'Good morning', state: 'final' as const, t0: 0, t1: 900 };
    await get(IngestCaption).say(this.host.actor, session, said);
    const [term] = (await get(ReadGlossary).read(this.host.actor, session)).terms;
    const webhook = await this.#webhook(get);
    const key = await get(CreateApiKey).create(this.seller.actor, this.shop.id, 'till');
    return {
      exporter: this.shop.id,
      key: key.id,
      listing,
      variant,
      sku,
      image,
      session,
      offer: offer.id,
      hold,
      place,
      order,
      payment: payment.id,
      refund,
      request,
      message,
      segment,
      term: term?.id ?? '',
      ...webhook,
      account: this.stranger.actor.accountId,
      provider: 'sandbox',
      server: 'srs',
      stream: randomUUID(),
      queue: 'payments',
      job: randomUUID(),
      seq: '0',
      text: randomUUID(),
      code: 'A1',
      lang: 'en',
      currency: 'USD',
    };
  }

  /** A place that was left, which nobody hands units to: leaving it again is allowed to whom it belonged. */
  async #waiting(
    get: <T>(type: new (...args: never[]) => T) => T,
    { session, offer, variant }: Places,
  ): Promise<string> {
    const place = randomUUID();
    await get(Database).pool.query(
      `INSERT INTO waitlist_entry (id, session_id, offer_id, variant_id, buyer_id, claim_seq, qty, state, created_at)
       VALUES ($1, $2, $3, $4, $5, 2, 1, 'PASSED', now())`,
      [place, session, offer, variant, this.buyer.actor.accountId],
    );
    return place;
  }

  /** One for all routes, while it is there: an exporter may not have many. */
  async #webhook(get: <T>(type: new (...args: never[]) => T) => T) {
    const webhooks = get(KeepWebhooks);
    const { actor } = this.seller;
    const [known] = await webhooks.list(actor, this.shop.id);
    const body = { url: 'https://shop.example.org/hook', events: [] };
    const { id } = known ?? (await webhooks.create(actor, this.shop.id, body));
    const delivery = await webhooks.test(actor, this.shop.id, id);
    return { webhook: id, delivery: delivery.id };
  }

  async #goods(get: <T>(type: new (...args: never[]) => T) => T) {
    const sku = randomUUID();
    const body = CreateListingBody.parse({
      slug: `tea-${sku}`,
      sourceLang: 'en',
      texts: { en: { title: 'Mountain black tea', description: 'Picked by hand.' } },
      variants: [{ sku, name: '250 g', onHand: 20, prices: { USD: 1450 } }],
    });
    const { id, variants } = await get(CreateListing).create(this.seller.actor, this.shop.id, body);
    const { images } = await get(AddImage).add(this.seller.actor, id, aPng());
    return { listing: id, variant: variants[0]?.id ?? '', sku, image: images[0]?.id ?? '' };
  }

  /** As if the order had been paid before the buyer asked. */
  async #request(get: <T>(type: new (...args: never[]) => T) => T, order: string): Promise<string> {
    const id = randomUUID();
    await get(Database).pool.query(
      `INSERT INTO order_request (id, order_id, kind, reason, due_at)
       VALUES ($1, $2, 'cancellation', 'Ordered twice.', now() + interval '2 days')`,
      [id, order],
    );
    return id;
  }

  async #show(get: <T>(type: new (...args: never[]) => T) => T): Promise<string> {
    const { id } = await get(ScheduleSession).schedule(this.host.actor, aSession());
    await get(MoveSession).start(this.host.actor, id);
    return id;
  }
}

export const aSession = () => ({
  slug: `show-${randomUUID()}`,
  title: 'Tea from Nyungwe',
  sourceLang: 'en',
  currency: 'USD',
  startsAt: new Date().toISOString(),
  languages: ['en'],
  archiveLanguages: [],
  maxLanguages: 4,
});

function asPerson({ account, accessToken }: Tokens): Person {
  const { id, kind, displayName, simulated } = account;
  return { actor: { kind, accountId: id, displayName, simulated }, token: accessToken };
}
