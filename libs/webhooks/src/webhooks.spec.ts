import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { AccountsModule } from '#libs/accounts';
import { CaptionsModule, IngestCaption } from '#libs/captions';
import type { SignedInActor, WebhookEventType } from '#libs/contracts';
import { Database } from '#libs/database';
import { ListingsModule } from '#libs/listings';
import { OrdersModule, PlaceClaim, ReleaseHold } from '#libs/orders';
import { MoveSession, SessionsModule } from '#libs/sessions';
import { anActor, openFeatures, quietSettings } from '../../../tests/support/feature.js';
import { OwnDatabase } from '../../../tests/support/own-database.js';
import { aSale, type Sale } from '../../orders/testing/sale.js';
import { Receiver, verify } from '../testing/receiver.js';
import { DeliverWebhooks } from './deliver-webhooks.js';
import { KeepWebhooks } from './keep-webhooks.js';
import { WebhookDeliveriesStore } from './webhook-deliveries.store.js';
import { WebhooksModule } from './webhooks.module.js';

const features = [AccountsModule, SessionsModule, ListingsModule, OrdersModule, CaptionsModule, WebhooksModule];
const aPage = { limit: 100 };

describe('webhooks of an exporter', () => {
  let database: OwnDatabase;
  let shop: INestApplicationContext;
  let receiver: Receiver;
  // of its own: what is due here would be delivered by others, and theirs by us
  beforeAll(async () => {
    database = await OwnDatabase.create();
    const settings = { DATABASE_URL: database.url, WEBHOOK_NETWORKS: '127.0.0.1/32' };
    shop = await openFeatures(features, quietSettings(settings));
  });
  afterAll(async () => {
    await shop?.close();
    await database?.drop();
  });
  beforeEach(async () => void (receiver = await Receiver.open()));
  afterEach(() => receiver.close());

  const get = <T>(type: new (...args: never[]) => T): T => shop.get(type, { strict: false });
  const query = (sql: string, values: unknown[]) => get(Database).pool.query(sql, values);
  const listen = ({ host, exporterId }: Sale, events: WebhookEventType[] = [], url = receiver.url) =>
    get(KeepWebhooks).create(host, exporterId, { url, events });
  /** Until nothing is due. */
  const deliver = async () => {
    for (let made = 1; made > 0;) made = await get(DeliverWebhooks).run();
  };
  const deliveriesOf = async ({ host, exporterId }: Sale, webhook: string) =>
    (await get(KeepWebhooks).deliveriesOf(host, exporterId, webhook, aPage)).items;
  /** A buyer who claims and passes: one hold and one order change. */
  const aChange = async (sale: Sale, buyer?: SignedInActor) => {
    const who = buyer ?? (await anActor(shop));
    const claim = { code: 'A1', qty: 1, key: uuidv7() };
    const outcome = await get(PlaceClaim).place(who, sale.session.id, claim);
    if (outcome.outcome !== 'HELD') throw new Error(`expected HELD, got ${outcome.outcome}`);
    await get(ReleaseHold).release(who, outcome.hold.id);
    return outcome.hold;
  };
  const makeDue = (webhook: string) =>
    query(`UPDATE webhook_delivery SET next_at = now() WHERE endpoint_id = $1 AND state = 'pending'`, [webhook]);

  it('tell what became of orders and holds of their goods, signed', async () => {
    const sale = await aSale(shop);
    const { secret } = await listen(sale);
    const hold = await aChange(sale);
    await deliver();
    expect(receiver.received.map(({ type }) => type).sort()).toEqual(['hold.changed', 'order.changed']);
    expect(receiver.ofType('order.changed')[0]?.data).toMatchObject({
      order: { id: hold.orderId, state: 'cancelled' },
    });
    expect(receiver.ofType('hold.changed')[0]?.data).toMatchObject({ hold: { id: hold.id, state: 'RELEASED' } });
    for (const message of receiver.received) {
      expect(verify(secret, message)).toMatchObject({ type: message.type, timestamp: expect.stringMatching(/Z$/) });
      expect(() => verify(`whsec_${Buffer.alloc(32).toString('base64')}`, message)).toThrow('No matching signature');
    }
  });

  it('tell nothing of others, nothing of before, and nothing that was not asked for', async () => {
    const [own, other] = [await aSale(shop), await aSale(shop)];
    await aChange(own);
    await listen(own, ['session.ended']);
    await Promise.all([aChange(own), aChange(other)]);
    await deliver();
    expect(receiver.received).toEqual([]);
    await get(MoveSession).end(own.host, own.session.id);
    await deliver();
    expect(receiver.received.map(({ type }) => type)).toEqual(['session.ended']);
  });

  it('tell what is said, where that is asked for by name', async () => {
    const sale = await aSale(shop);
    await listen(sale);
    const listener = await Receiver.open();
    await listen(sale, ['caption.final'], listener.url);
    const said = { segment: uuidv7(), lang: 'en', text: 'Good tea.', state: 'final' as const, t0: 0, t1: 900 };
    await get(IngestCaption).say(sale.host, sale.session.id, said);
    await deliver();
    await listener.close();
    expect(receiver.received).toEqual([]);
    expect(listener.received.map(({ data }) => data)).toMatchObject([
      { sessionId: sale.session.id, segment: said.segment, n: 1, lang: 'en', text: 'Good tea.' },
    ]);
  });

  it('are tried again under the same id until they arrive', async () => {
    const sale = await aSale(shop);
    const { id } = await listen(sale, ['hold.changed']);
    receiver.status = 503;
    await aChange(sale);
    await deliver();
    expect(await deliveriesOf(sale, id)).toMatchObject([
      { state: 'pending', attempts: 1, lastStatus: 503, lastError: 'status 503' },
    ]);
    receiver.status = 200;
    await deliver();
    expect(receiver.received).toHaveLength(1);
    await makeDue(id);
    await deliver();
    expect(new Set(receiver.received.map((message) => message.id)).size).toBe(1);
    expect(receiver.received).toHaveLength(2);
    expect(await deliveriesOf(sale, id)).toMatchObject([
      { state: 'delivered', attempts: 2, lastStatus: 200, lastError: null, nextAt: null },
    ]);
  });

  it('are given up after about three days, and can be delivered by hand all the same', async () => {
    const sale = await aSale(shop);
    const { id } = await listen(sale, ['hold.changed']);
    receiver.status = 500;
    await aChange(sale);
    for (let attempt = 0; attempt < 12; attempt += 1) {
      await deliver();
      await makeDue(id);
    }
    const [failed] = await deliveriesOf(sale, id);
    expect(failed).toMatchObject({ state: 'failed', attempts: 10, nextAt: null });
    receiver.status = 200;
    await get(KeepWebhooks).replay(sale.host, sale.exporterId, id, failed?.id ?? '');
    await deliver();
    expect(await deliveriesOf(sale, id)).toMatchObject([{ state: 'delivered', attempts: 1 }]);
    expect(new Set(receiver.received.map((message) => message.id)).size).toBe(1);
  });

  it('survive a process that dies with them', async () => {
    const sale = await aSale(shop);
    const { id } = await listen(sale, ['webhook.test']);
    await get(KeepWebhooks).test(sale.host, sale.exporterId, id);
    await get(WebhookDeliveriesStore).take(1000);
    await deliver();
    expect(receiver.received).toEqual([]);
    await makeDue(id);
    await deliver();
    expect(receiver.received).toMatchObject([{ type: 'webhook.test' }]);
  });

  it('are delivered once, however many processes do it', async () => {
    const sale = await aSale(shop, { maxPerBuyer: 5 });
    await listen(sale, ['hold.changed']);
    await Promise.all(Array.from({ length: 12 }, () => aChange(sale)));
    await Promise.all(Array.from({ length: 5 }, deliver));
    expect(receiver.received).toHaveLength(12);
    expect(new Set(receiver.received.map((message) => message.id)).size).toBe(12);
  });

  it('end when the receiver says that it is gone, and begin again with a new secret', async () => {
    const sale = await aSale(shop);
    const { host, exporterId } = sale;
    const { id, secret } = await listen(sale, ['hold.changed']);
    receiver.status = 410;
    await aChange(sale);
    await deliver();
    await aChange(sale);
    await deliver();
    expect(receiver.received).toHaveLength(1);
    expect(await get(KeepWebhooks).list(host, exporterId)).toMatchObject([{ id, disabledAt: expect.any(String) }]);

    receiver.status = 200;
    const renewed = await get(KeepWebhooks).renewSecret(host, exporterId, id);
    expect(renewed).toMatchObject({ id, disabledAt: null });
    expect(renewed.secret).not.toBe(secret);
    await get(KeepWebhooks).replayAll(host, exporterId, id, { since: new Date(0).toISOString() });
    await deliver();
    const last = receiver.received.at(-1);
    expect(last && verify(renewed.secret, last)).toMatchObject({ type: 'hold.changed' });
  });

  it('stay quiet while they are switched off, and go on with the same secret', async () => {
    const sale = await aSale(shop);
    const { host, exporterId } = sale;
    const { id, secret } = await listen(sale, ['hold.changed']);
    receiver.status = 503;
    await aChange(sale);
    await deliver();
    const webhooks = get(KeepWebhooks);
    const change = (enabled: boolean, url = receiver.url) =>
      webhooks.change(host, exporterId, id, { url, events: ['hold.changed'], enabled });
    expect(await change(false)).toMatchObject({ id, disabledAt: expect.any(String) });
    expect(await deliveriesOf(sale, id)).toMatchObject([{ state: 'failed', nextAt: null, lastStatus: 503 }]);
    receiver.status = 204;
    await aChange(sale);
    await deliver();
    expect(receiver.received).toHaveLength(1);

    expect(await change(true)).toMatchObject({ disabledAt: null });
    await aChange(sale);
    await deliver();
    const last = receiver.received.at(-1);
    expect(last && verify(secret, last)).toMatchObject({ type: 'hold.changed' });
    await expect(change(true, 'https://10.1.2.3/')).rejects.toMatchObject({ code: 'request.invalid' });
  });

  it('are listed newest first, page by page, each with what was posted and how long the answer took', async () => {
    const sale = await aSale(shop);
    const { host, exporterId } = sale;
    const { id } = await listen(sale, ['hold.changed']);
    const holds = [await aChange(sale), await aChange(sale), await aChange(sale)];
    await deliver();
    const webhooks = get(KeepWebhooks);
    const listed: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await webhooks.deliveriesOf(host, exporterId, id, { limit: 2, cursor });
      listed.push(...page.items.map((delivery) => delivery.id));
      cursor = page.nextCursor;
    }
    const payloads = await Promise.all(listed.map((one) => webhooks.delivery(host, exporterId, id, one)));
    expect(payloads.map(({ payload }) => payload)).toMatchObject(
      holds.toReversed().map((hold) => ({ type: 'hold.changed', data: { hold: { id: hold.id } } })),
    );
    expect(payloads[0]).toMatchObject({ lastMs: expect.any(Number), lastAt: expect.any(String), lastStatus: 204 });
    await expect(webhooks.delivery(host, exporterId, id, uuidv7())).rejects.toMatchObject({
      code: 'webhook.not-found',
    });
  });

  it('deliver what did not arrive within a time again, and nothing else', async () => {
    const sale = await aSale(shop);
    const { host, exporterId } = sale;
    const { id } = await listen(sale, ['hold.changed']);
    for (let count = 0; count < 3; count += 1) await aChange(sale);
    await deliver();
    const [newest, middle, oldest] = await deliveriesOf(sale, id);
    await query(`UPDATE webhook_delivery SET state = 'failed' WHERE id = ANY($1::uuid[])`, [[newest?.id, oldest?.id]]);
    const time = { since: oldest?.createdAt ?? '', until: newest?.createdAt ?? '' };
    const replay = (which: Parameters<KeepWebhooks['replayAll']>[3]) =>
      get(KeepWebhooks).replayAll(host, exporterId, id, which);
    receiver.received.length = 0;
    expect(await replay({ ...time, undelivered: true })).toBe(1);
    await deliver();
    expect(receiver.received.map((message) => message.id)).toEqual([oldest?.messageId]);
    expect(await replay(time)).toBe(2);
    await deliver();
    expect(new Set(receiver.received.map((message) => message.id))).toEqual(
      new Set([oldest?.messageId, middle?.messageId]),
    );
  });

  it('belong to their exporter alone', async () => {
    const [own, other] = [await aSale(shop), await aSale(shop)];
    const { id } = await listen(own);
    const webhooks = get(KeepWebhooks);
    await expect(webhooks.list(other.host, own.exporterId)).rejects.toMatchObject({ code: 'account.forbidden' });
    await expect(webhooks.test(other.host, other.exporterId, id)).rejects.toMatchObject({ code: 'webhook.not-found' });
    await webhooks.delete(other.host, other.exporterId, id);
    expect(await webhooks.list(own.host, own.exporterId)).toHaveLength(1);
    await webhooks.delete(own.host, own.exporterId, id);
    expect(await webhooks.list(own.host, own.exporterId)).toEqual([]);
  });

  it('are ten at most', async () => {
    const sale = await aSale(shop);
    for (let count = 0; count < 10; count += 1) await listen(sale);
    await expect(listen(sale)).rejects.toMatchObject({ code: 'webhook.too-many' });
  });
});

describe('webhooks that point into private networks', () => {
  let database: OwnDatabase;
  let shop: INestApplicationContext;
  beforeAll(async () => {
    database = await OwnDatabase.create();
    shop = await openFeatures(features, quietSettings({ DATABASE_URL: database.url }));
  });
  afterAll(async () => {
    await shop?.close();
    await database?.drop();
  });

  it.each([
    'http://127.0.0.1/x',
    'http://[::1]/x',
    'https://10.1.2.3/',
    'http://169.254.169.254/latest',
    'http://0x7f.1/',
  ])('are refused: %s', async (url) => {
    const sale = await aSale(shop);
    const created = shop.get(KeepWebhooks).create(sale.host, sale.exporterId, { url, events: [] });
    await expect(created).rejects.toMatchObject({ code: 'request.invalid' });
  });

  it('behind a name are not called', async () => {
    const canary = await Receiver.open();
    const sale = await aSale(shop);
    const webhooks = shop.get(KeepWebhooks);
    const url = canary.url.replace('127.0.0.1', 'localhost');
    const { id } = await webhooks.create(sale.host, sale.exporterId, { url, events: [] });
    await webhooks.test(sale.host, sale.exporterId, id);
    await shop.get(DeliverWebhooks).run();
    const { items } = await webhooks.deliveriesOf(sale.host, sale.exporterId, id, aPage);
    await canary.close();
    expect(items).toMatchObject([{ state: 'pending', attempts: 1, lastStatus: null, lastError: 'no answer' }]);
    expect(canary.received).toEqual([]);
  });
});
