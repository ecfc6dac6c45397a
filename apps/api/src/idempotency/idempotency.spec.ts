import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RegisterAccount } from '#libs/accounts';
import type { Tokens } from '#libs/contracts';
import { Database, SignOfLife } from '#libs/database';
import { eventually } from '../../../../tests/support/eventually.js';
import { RunningApi } from '../../testing/running-api.js';
import { IdempotentRequestsStore } from './idempotent-requests.store.js';

let api: RunningApi;
beforeAll(async () => {
  api = await RunningApi.open();
});
afterAll(() => api.close());

const aPerson = (): Promise<Tokens> =>
  api.app.get(RegisterAccount, { strict: false }).register({
    email: `${randomUUID()}@example.org`,
    password: 'tea-with-honey',
    displayName: 'Aline',
    lang: 'en',
  });
const database = () => api.app.get(Database, { strict: false });
const aShop = (slug = `shop-${randomUUID()}`) => ({ slug, name: 'Nyungwe Edge Tea', country: 'RW' });
const scopeOf = ({ account }: Tokens) => `account:${account.id} POST /v1/exporters`;

/** As if the request had begun so many seconds ago. */
const age = (tokens: Tokens, key: string, seconds: number) =>
  database().pool.query(
    'UPDATE idempotent_request SET created_at = now() - make_interval(secs => $3) WHERE scope = $1 AND key = $2',
    [scopeOf(tokens), key, seconds],
  );

describe('a request with an Idempotency-Key', () => {
  it('has one effect and gets the first answer however often it is sent', async () => {
    const { accessToken: token, account } = await aPerson();
    const request = { token, key: randomUUID(), body: aShop() };
    const first = await api.send('POST /v1/exporters', request);
    const second = await api.send('POST /v1/exporters', request);
    expect(first.status).toBe(201);
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect({ status: second.status, body: second.body }).toEqual({ status: 201, body: first.body });
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    const { prisma } = database();
    expect(await prisma.exporterMember.count({ where: { accountId: account.id } })).toBe(1);
  });

  it('has one effect when many are sent at once; those too early are told to ask again', async () => {
    const { accessToken: token } = await aPerson();
    const request = { token, key: randomUUID(), body: aShop() };
    const answers = await Promise.all(Array.from({ length: 20 }, () => api.send('POST /v1/exporters', request)));
    const created = answers.filter(({ status }) => status === 201);
    expect(created.filter(({ headers }) => headers.get('idempotent-replayed') === null)).toHaveLength(1);
    expect(new Set(created.map(({ body }) => body?.['id'])).size).toBe(1);
    for (const { status, headers, body } of answers.filter((answer) => answer.status !== 201)) {
      expect({ status, code: body?.['code'] }).toEqual({ status: 409, code: 'request.in-flight' });
      expect(headers.get('retry-after')).toBe('1');
    }
    expect(await api.send('POST /v1/exporters', request)).toMatchObject({ status: 201, body: created[0]?.body });
  });

  it('is refused when the key came with another body', async () => {
    const { accessToken: token } = await aPerson();
    const key = randomUUID();
    await api.send('POST /v1/exporters', { token, key, body: aShop() });
    const other = await api.send('POST /v1/exporters', { token, key, body: aShop() });
    expect(other).toMatchObject({ status: 422, body: { code: 'request.key-reused' } });
  });

  it('is another request when another caller sends it, or it goes to another route', async () => {
    const key = randomUUID();
    const [here, there] = [await aPerson(), await aPerson()];
    const send = (token: string, route: string, body: unknown) => api.send(route, { token, key, body });
    const one = await send(here.accessToken, 'POST /v1/exporters', aShop());
    const two = await send(there.accessToken, 'POST /v1/exporters', aShop());
    const exporter = String(one.body?.['id']);
    const listing = await send(here.accessToken, `POST /v1/exporters/${exporter}/listings`, {
      slug: 'tea',
      sourceLang: 'en',
      texts: { en: { title: 'Tea', description: 'Black.' } },
      variants: [{ sku: 'T', name: '1 kg', onHand: 1, prices: {} }],
    });
    expect([one, two, listing].map(({ status }) => status)).toEqual([201, 201, 201]);
    for (const { headers } of [two, listing]) expect(headers.get('idempotent-replayed')).toBeNull();
  });

  it('gets its first refusal again, though it would be granted by now', async () => {
    const { accessToken: token } = await aPerson();
    const shop = aShop();
    const taken = await api.send('POST /v1/exporters', { token: (await aPerson()).accessToken, body: shop });
    const request = { token, key: randomUUID(), body: shop };
    const first = await api.send('POST /v1/exporters', request);
    await database().prisma.exporter.delete({ where: { id: String(taken.body?.['id']) } });
    const second = await api.send('POST /v1/exporters', request);
    expect(first).toMatchObject({ status: 409, body: { code: 'exporter.slug-taken' } });
    expect({ status: second.status, body: second.body }).toEqual({ status: 409, body: first.body });
    expect(second.headers.get('idempotent-replayed')).toBe('true');
  });

  it('gets the fields of a malformed request again too', async () => {
    const { accessToken: token } = await aPerson();
    const request = { token, key: randomUUID(), body: { ...aShop(), country: 'Rwanda' } };
    const [first, second] = [
      await api.send('POST /v1/exporters', request),
      await api.send('POST /v1/exporters', request),
    ];
    expect(first).toMatchObject({ status: 400, body: { fields: [{ pointer: '/country' }] } });
    expect(second.body).toEqual(first.body);
  });

  it('is taken over when whoever began it has died over it', async () => {
    const person = await aPerson();
    const request = { token: person.accessToken, key: randomUUID(), body: aShop() };
    const begin = () =>
      database().pool.query(
        'INSERT INTO idempotent_request (scope, key, request_hash) SELECT $1, $2, request_hash FROM idempotent_request WHERE scope = $1 AND key = $3',
        [scopeOf(person), request.key, 'the-same-content'],
      );
    await api.send('POST /v1/exporters', { ...request, key: 'the-same-content' });
    await database().prisma.exporter.deleteMany({ where: { slug: request.body.slug } });
    await begin();
    expect(await api.send('POST /v1/exporters', request)).toMatchObject({
      status: 409,
      body: { code: 'request.in-flight' },
    });
    await age(person, request.key, 61);
    expect(await api.send('POST /v1/exporters', request)).toMatchObject({ status: 201 });
  });

  it('is taken over at once when the process that began it is gone, and not while it lives', async () => {
    const person = await aPerson();
    const request = { token: person.accessToken, key: randomUUID(), body: aShop() };
    const other = await RunningApi.open();
    const holder = await other.app.get(SignOfLife, { strict: false }).key();
    await api.send('POST /v1/exporters', { ...request, key: 'the-same-content' });
    await database().prisma.exporter.deleteMany({ where: { slug: request.body.slug } });
    await database().pool.query(
      `INSERT INTO idempotent_request (scope, key, request_hash, holder)
       SELECT scope, $2, request_hash, $3 FROM idempotent_request WHERE scope = $1 AND key = 'the-same-content'`,
      [scopeOf(person), request.key, holder],
    );
    const inFlight = { status: 409, body: { code: 'request.in-flight' } };
    expect(await api.send('POST /v1/exporters', request)).toMatchObject(inFlight);
    await other.close();
    const taken = await eventually('the request is taken over', async () => {
      const answer = await api.send('POST /v1/exporters', request);
      return answer.status !== 409 && answer;
    });
    expect(taken).toMatchObject({ status: 201, body: { slug: request.body.slug } });
  });

  it('is a new one after a day, and what is older is forgotten', async () => {
    const person = await aPerson();
    const request = { token: person.accessToken, key: randomUUID(), body: aShop() };
    await api.send('POST /v1/exporters', request);
    await age(person, request.key, 25 * 3600);
    const late = await api.send('POST /v1/exporters', request);
    expect(late).toMatchObject({ status: 409, body: { code: 'exporter.slug-taken' } });
    await age(person, request.key, 25 * 3600);
    await api.app.get(IdempotentRequestsStore, { strict: false }).prune();
    expect(await database().prisma.idempotentRequest.count({ where: { scope: scopeOf(person) } })).toBe(0);
  });

  it('must have a key that is one', async () => {
    const { accessToken: token } = await aPerson();
    for (const key of ['short', 'with a space', 'x'.repeat(129)])
      expect(await api.send('POST /v1/exporters', { token, key, body: aShop() })).toMatchObject({
        status: 400,
        body: { code: 'request.invalid' },
      });
  });

  it('never has a secret stored: an API key made twice is two keys', async () => {
    const { accessToken: token } = await aPerson();
    const { body } = await api.send('POST /v1/exporters', { token, body: aShop() });
    const route = `POST /v1/exporters/${String(body?.['id'])}/api-keys`;
    const request = { token, key: randomUUID(), body: { name: 'warehouse' } };
    const [first, second] = [await api.send(route, request), await api.send(route, request)];
    expect(first.body?.['secret']).not.toEqual(second.body?.['secret']);
    expect(await database().prisma.idempotentRequest.count({ where: { key: request.key } })).toBe(0);
  });
});
