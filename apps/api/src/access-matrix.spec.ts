import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RegisterGuest, RouteCheck } from '#libs/accounts';
import { quietSettings } from '../../../tests/support/feature.js';
import { aPng } from '../../../tests/support/pictures.js';
import { aSession, People, type Places } from '../testing/a-world.js';
import { RunningApi } from '../testing/running-api.js';

const accounts = ['guest', 'stranger', 'host', 'seller', 'buyer', 'operator'];
const people = ['stranger', 'host', 'seller', 'buyer', 'operator'];
const sellers = ['seller', 'operator', 'key'];
const hosts = ['host', 'operator'];
const everyone = ['nobody', ...accounts, 'key', 'otherKey'];

/**
 * Who gets through, and what to send so that nothing but the caller can be wrong with the request. `given` is what the
 * host asks for before, where more has to be in place.
 */
type Row = {
  allow: readonly string[];
  body?: (places: Places) => unknown;
  given?: { route: string; body: unknown };
  query?: string;
  /** Media type of a body that is no JSON. */
  type?: string;
};

const text = { title: 'Tea', description: 'Black.' };
const variant = () => ({ sku: randomUUID(), name: '1 kg', onHand: 1, prices: { USD: 1 } });
const reviewHook = { url: 'https://review.example.org/chat', failOpen: true };
const shipping = { name: 'Amina', lines: ['KN 5 Rd 12'], city: 'Kigali', country: 'RW', email: 'a@example.org' };
const email = () => `${randomUUID()}@example.org`;

const matrix: Record<string, Row> = {
  'GET /health/live': { allow: everyone },
  'GET /health/ready': { allow: everyone },
  'GET /metrics': { allow: everyone },
  'GET /v1/config': { allow: everyone },
  'GET /.well-known/jwks.json': { allow: everyone },

  'POST /v1/accounts': {
    allow: everyone,
    body: () => ({ email: email(), password: 'tea-with-honey', displayName: 'New', lang: 'en' }),
  },
  'POST /v1/guests': { allow: everyone, body: () => ({ displayName: 'New', lang: 'en' }) },
  'POST /v1/tokens': { allow: everyone, body: ({ email, password }) => ({ email, password }) },
  'POST /v1/tokens/refresh': { allow: everyone, body: ({ refreshToken }) => ({ refreshToken }) },
  'POST /v1/tokens/revoke': { allow: everyone, body: ({ refreshToken }) => ({ refreshToken }) },
  'GET /v1/me': { allow: accounts },
  'GET /v1/me/exporters': { allow: accounts },
  'GET /v1/me/sessions': { allow: people },
  'GET /v1/me/holds': { allow: accounts },
  'GET /v1/me/waiting': { allow: accounts },
  'GET /v1/me/orders': { allow: accounts },

  'POST /v1/exporters': {
    allow: people,
    body: () => ({ slug: `shop-${randomUUID()}`, name: 'Shop', country: 'KE' }),
  },
  'GET /v1/exporters/:exporter': { allow: everyone },
  'POST /v1/exporters/:exporter/api-keys': { allow: ['seller', 'operator'], body: () => ({ name: 'till' }) },
  'GET /v1/exporters/:exporter/api-keys': { allow: ['seller', 'operator'] },
  'DELETE /v1/exporters/:exporter/api-keys/:key': { allow: ['seller', 'operator'] },
  'POST /v1/exporters/:exporter/webhooks': { allow: sellers, body: () => ({ url: 'https://shop.example.org/hook' }) },
  'GET /v1/exporters/:exporter/webhooks': { allow: sellers },
  'PUT /v1/exporters/:exporter/webhooks/:webhook': {
    allow: sellers,
    body: () => ({ url: 'https://shop.example.org/hook', events: [], enabled: true }),
  },
  'DELETE /v1/exporters/:exporter/webhooks/:webhook': { allow: sellers },
  'POST /v1/exporters/:exporter/webhooks/:webhook/secret': { allow: sellers },
  'POST /v1/exporters/:exporter/webhooks/:webhook/test': { allow: sellers },
  'GET /v1/exporters/:exporter/webhooks/:webhook/deliveries': { allow: sellers },
  'GET /v1/exporters/:exporter/webhooks/:webhook/deliveries/:delivery': { allow: sellers },
  'POST /v1/exporters/:exporter/webhooks/:webhook/deliveries/:delivery/replay': { allow: sellers },
  'POST /v1/exporters/:exporter/webhooks/:webhook/replay': {
    allow: sellers,
    body: () => ({ since: '2026-11-22T09:30:00.000Z' }),
  },
  'POST /v1/exporters/:exporter/listings': {
    allow: sellers,
    body: () => ({ slug: `tea-${randomUUID()}`, sourceLang: 'en', texts: { en: text }, variants: [variant()] }),
  },
  'GET /v1/exporters/:exporter/listings': { allow: everyone },
  'GET /v1/exporters/:exporter/orders': { allow: sellers },
  'GET /v1/exporters/:exporter/orders/summary': { allow: sellers },
  'GET /v1/exporters/:exporter/holds': { allow: sellers },
  'GET /v1/exporters/:exporter/waiting': { allow: sellers },
  'GET /v1/exporters/:exporter/payouts': { allow: sellers },
  'GET /v1/listings': { allow: people },
  'GET /v1/listings/:listing': { allow: everyone },
  'GET /v1/exporters/:exporter/listings.csv': { allow: sellers },
  'POST /v1/exporters/:exporter/listings/import': {
    allow: sellers,
    type: 'text/csv',
    body: () => Buffer.from('listing,language,title,description,sku,variant\ntea-box,en,Tea,Black.,TEA-BOX,Box'),
  },
  'PATCH /v1/listings/:listing': { allow: sellers, body: () => ({ baseVersion: 1, hsCode: '090230' }) },
  'POST /v1/listings/:listing/images': { allow: sellers, type: 'image/png', body: () => aPng() },
  'GET /v1/images/:image': { allow: everyone },
  'PUT /v1/listings/:listing/texts/:lang': { allow: sellers, body: () => text },
  'POST /v1/listings/:listing/texts/:lang/review': {
    allow: sellers,
    body: () => ({ title: 'Mountain black tea', description: 'Picked by hand.' }),
  },
  'POST /v1/listings/:listing/translations': { allow: sellers, body: () => ({ languages: ['fr', 'sw'] }) },
  'POST /v1/listings/:listing/variants': { allow: sellers, body: variant },
  'PUT /v1/variants/:variant/prices/:currency': { allow: sellers, body: () => ({ amount: 1 }) },
  'PUT /v1/variants/:variant/stock': { allow: sellers, body: () => ({ onHand: 9 }) },
  'GET /v1/variants/:variant/shortfalls': { allow: sellers },
  'POST /v1/variants/:variant/shortfalls': { allow: sellers, body: () => ({ onHand: 0, reason: 'a fire' }) },

  'GET /v1/sessions': { allow: everyone },
  'POST /v1/sessions': { allow: people, body: aSession },
  'GET /v1/sessions/:session': { allow: everyone },
  'PATCH /v1/sessions/:session': { allow: hosts, body: () => ({ title: 'Another title' }) },
  'POST /v1/sessions/:session/cancel': { allow: hosts },
  'POST /v1/sessions/:session/start': { allow: hosts },
  'POST /v1/sessions/:session/end': { allow: hosts },
  'PUT /v1/sessions/:session/roles/:account': { allow: hosts, body: () => ({ role: 'moderator' }) },
  'DELETE /v1/sessions/:session/roles/:account': { allow: hosts },
  'GET /v1/sessions/:session/line-up': { allow: everyone },
  'PUT /v1/sessions/:session/line-up': { allow: hosts, body: () => ({ codes: ['A1'] }) },
  'PATCH /v1/sessions/:session/line-up/:code': { allow: hosts, body: () => ({ code: 'B2' }) },
  'PUT /v1/sessions/:session/line-up/:code': { allow: hosts, body: ({ listing }) => ({ listingId: listing }) },
  'DELETE /v1/sessions/:session/line-up/:code': { allow: hosts },
  'POST /v1/sessions/:session/pin': { allow: hosts, body: () => ({ code: 'A1' }) },
  'POST /v1/sessions/:session/captions': {
    allow: hosts,
    body: () => ({ segment: randomUUID(), lang: 'en', text: 'Good morning', state: 'final', t0: 0, t1: 900 }),
  },
  'POST /v1/sessions/:session/transcripts': {
    allow: hosts,
    query: '?lang=en',
    type: 'text/vtt',
    body: () => Buffer.from('WEBVTT\n\n00:01.000 --> 00:02.000\nGood morning'),
  },
  'POST /v1/sessions/:session/speech/:stream/chunks/:seq': {
    allow: hosts,
    query: '?lang=en',
    type: 'audio/pcm',
    body: () => Buffer.alloc(640),
  },
  'DELETE /v1/sessions/:session/speech/:stream': { allow: hosts },
  'GET /v1/sessions/:session/captions.:lang.vtt': { allow: everyone },
  'GET /v1/sessions/:session/captions/:segment': { allow: everyone },
  'GET /v1/sessions/:session/captions.jsonl': { allow: everyone },
  'GET /v1/sessions/:session/translation-ledger': { allow: hosts },
  'POST /v1/sessions/:session/captions/:segment/corrections': {
    allow: hosts,
    body: () => ({ lang: 'en', baseRev: 1, text: 'Good evening', reason: 'said wrong' }),
  },
  'POST /v1/sessions/:session/captions/:segment/retractions': { allow: hosts, body: () => ({ reason: 'private' }) },
  'GET /v1/sessions/:session/interpreting/:lang': { allow: hosts },
  // for those who get through, no such text waits
  'POST /v1/sessions/:session/interpreting/:lang/:text': { allow: hosts, body: () => ({ text: 'Buenos días' }) },
  'GET /v1/sessions/:session/glossary': { allow: hosts },
  'GET /v1/sessions/:session/glossary.csv': { allow: hosts },
  'GET /v1/sessions/:session/glossary.tbx': { allow: hosts },
  'POST /v1/sessions/:session/glossary/terms': { allow: hosts, body: () => ({ sourceLang: 'en', source: 'tea' }) },
  'DELETE /v1/sessions/:session/glossary/terms/:term': { allow: hosts },
  'POST /v1/sessions/:session/glossary/import': {
    allow: hosts,
    body: () => ({ format: 'csv', content: 'sourceLang,source,sw\nen,tea,chai\n' }),
  },
  'POST /v1/sessions/:session/rehearsal': { allow: hosts, body: () => ({ text: 'Good morning. It costs 5 dollars.' }) },
  'GET /v1/sessions/:session/chat': { allow: everyone },
  'POST /v1/sessions/:session/chat': {
    allow: accounts,
    body: () => ({ key: randomUUID(), text: 'Good morning', lang: 'en' }),
  },

  'DELETE /v1/sessions/:session/chat/:message': { allow: hosts },
  'PUT /v1/sessions/:session/review-hook': { allow: hosts, body: () => reviewHook },
  'GET /v1/sessions/:session/review-hook': {
    allow: hosts,
    given: { route: 'PUT /v1/sessions/:session/review-hook', body: reviewHook },
  },
  'DELETE /v1/sessions/:session/review-hook': { allow: hosts },
  'PUT /v1/sessions/:session/slow-mode': { allow: hosts, body: () => ({ seconds: 30 }) },
  'GET /v1/sessions/:session/blocked-words': { allow: hosts },
  'PUT /v1/sessions/:session/blocked-words': { allow: hosts, body: () => ({ words: ['spam'] }) },
  'GET /v1/sessions/:session/bans': { allow: hosts },
  'PUT /v1/sessions/:session/bans/:account': { allow: hosts, body: () => ({}) },
  'DELETE /v1/sessions/:session/bans/:account': { allow: hosts },

  'GET /v1/sessions/:session/claim-words': { allow: hosts },
  'PUT /v1/sessions/:session/claim-words': { allow: hosts, body: () => ({ words: ['karibu kikapuni'] }) },
  'GET /v1/sessions/:session/shipping': { allow: everyone },
  'PUT /v1/sessions/:session/shipping': { allow: hosts, body: () => ({ addressNeeded: true }) },
  'GET /v1/sessions/:session/offers': { allow: everyone },
  'POST /v1/sessions/:session/offers': { allow: hosts, body: () => ({ code: 'A1' }) },
  'POST /v1/offers/:offer/close': { allow: hosts },
  'GET /v1/offers/:offer/holds': { allow: hosts },
  'GET /v1/offers/:offer/waiting': { allow: hosts },
  'GET /v1/offers/:offer/claims': { allow: hosts },
  'GET /v1/sessions/:session/sales': { allow: hosts },
  'GET /v1/sessions/:session/pulse': { allow: hosts },
  'GET /v1/offers/:offer/claims/proof': { allow: everyone },
  'POST /v1/offers/:offer/claims': { allow: accounts, body: () => ({ qty: 1 }) },
  'DELETE /v1/holds/:hold': { allow: ['buyer'] },
  'DELETE /v1/waiting/:place': { allow: ['buyer'] },
  'POST /v1/holds/:hold/cancel': { allow: ['host', ...sellers], body: () => ({ reason: 'The jar broke.' }) },
  'GET /v1/orders/:order': { allow: ['buyer', ...sellers] },
  'GET /v1/orders/:order/evidence': { allow: ['buyer', ...sellers] },
  'GET /v1/orders/:order/ledger': { allow: sellers },
  'PUT /v1/orders/:order/shipping': { allow: ['buyer'], body: () => shipping },
  'GET /v1/orders/:order/shipping': { allow: ['buyer', 'seller', 'key'] },
  'POST /v1/orders/:order/cancel': { allow: ['buyer'] },
  'POST /v1/orders/:order/shipped': { allow: sellers },
  'POST /v1/orders/:order/delivered': { allow: sellers },
  'POST /v1/orders/:order/requests': { allow: ['buyer'], body: () => ({ kind: 'return', reason: 'Too bitter.' }) },
  'POST /v1/orders/:order/requests/:request/accept': { allow: sellers },
  'POST /v1/orders/:order/requests/:request/refuse': { allow: sellers, body: () => ({ reason: 'It was opened.' }) },
  'POST /v1/orders/:order/payments': { allow: ['buyer'] },
  'GET /v1/orders/:order/payments': { allow: ['buyer', ...sellers] },
  'POST /v1/orders/:order/refunds': { allow: sellers, body: () => ({ reason: 'The box was wet.' }) },
  'GET /v1/orders/:order/refunds': { allow: ['buyer', ...sellers] },
  'POST /v1/orders/:order/refunds/:refund/confirm': { allow: sellers },
  'GET /v1/ledger/check': { allow: ['operator'] },
  'GET /v1/operate/sessions': { allow: ['operator'] },
  'POST /v1/operate/sessions/:session/end': { allow: ['operator'], body: () => ({ reason: 'safety' }) },
  'GET /v1/operate/audit': { allow: ['operator'] },
  'GET /v1/operate/alerts': { allow: ['operator'] },
  'GET /v1/operate/metrics': { allow: ['operator'] },
  'GET /v1/operate/queues': { allow: ['operator'] },
  'GET /v1/operate/queues/:queue/failed': { allow: ['operator'] },
  // for those who get through, no such job was given up
  'POST /v1/operate/queues/:queue/jobs/:job/retry': { allow: ['operator'] },
  'POST /v1/operate/board-pass': { allow: ['operator'] },
  'GET /v1/payment-methods': { allow: everyone },
  'POST /v1/payments/:payment/confirm': { allow: sellers },
  'GET /v1/payments/:payment': { allow: ['buyer', 'operator'] },
  'POST /v1/sandbox/payments/:payment': { allow: ['buyer'], body: () => ({ decision: 'decline' }) },
  // the pages that work without JavaScript: a cookie there, a token here, and the same rules
  'GET /s/:session/lite': { allow: everyone },
  'POST /s/:session/lite/guest': { allow: everyone, body: () => ({ displayName: 'New', lang: 'en' }) },
  'POST /s/:session/lite/leave': { allow: everyone },
  'POST /s/:session/lite/chat': { allow: accounts, body: () => ({ key: randomUUID(), text: 'Hello', lang: 'en' }) },
  'POST /s/:session/lite/claims': {
    allow: accounts,
    body: ({ variant }) => ({ code: 'A1', variantId: variant, key: randomUUID() }),
  },
  'POST /s/:session/lite/holds/:hold/release': { allow: ['buyer'] },
  'POST /s/:session/lite/waiting/:place/leave': { allow: ['buyer'] },
  'GET /s/:session/lite/orders/:order': { allow: ['buyer', 'seller'] },
  'POST /s/:session/lite/orders/:order/payments': { allow: ['buyer'], body: () => ({}) },
  'POST /s/:session/lite/orders/:order/requests': {
    allow: ['buyer'],
    body: () => ({ kind: 'return', reason: 'Too bitter.' }),
  },
  'GET /s/:session/lite/payments/:payment': { allow: ['buyer', 'operator'] },
  'POST /s/:session/lite/payments/:payment/decision': { allow: ['buyer'], body: () => ({ decision: 'decline' }) },
  // without a media server in the settings, those who get through are told so
  'POST /v1/sessions/:session/stream-key': { allow: hosts },
  'GET /v1/sessions/:session/video-rules': { allow: hosts },
  'PUT /v1/sessions/:session/video-rules': {
    allow: hosts,
    body: () => ({ startsSession: true, endsSessionAfterMinutes: 10 }),
  },
  // whoever holds the provider's secret gets through: no caller of ours does
  'POST /v1/video/:server/hooks': { allow: [], body: () => ({ action: 'on_publish' }) },
  'POST /v1/payments/webhooks/:provider': { allow: [], body: () => ({ type: 'payment.captured' }) },
  'PUT /v1/payments/webhooks/:provider': { allow: [], body: () => ({ type: 'payment.captured' }) },
};

/** Statuses by which a caller is turned away; somebody else's order is not even said to exist. */
const turnedAway = [401, 403, 404];

let api: RunningApi;
let callers: People;
beforeAll(async () => {
  // the same few people do everything, one after the other
  api = await RunningApi.open(quietSettings({ CHAT_PER_ACCOUNT: '100000', CLAIMS_PER_ACCOUNT: '100000' }));
  callers = await People.gather(api.app);
}, 30_000);
afterAll(() => api.close());

/** Who gets through, asked in an order that leaves what is asked for in place as long as possible. */
async function whoGetsThrough(route: string, { allow, body, given, query = '', type }: Row): Promise<string[]> {
  const places = await callers.makePlaces(api.app);
  const pathOf = (pattern: string) =>
    pattern.replaceAll(/:(\w+)/g, (_, name: string) => places[name] ?? `no place for ${name}`);
  const path = pathOf(route) + query;
  if (given !== undefined) await api.send(pathOf(given.route), { token: callers.tokens['host'], body: given.body });
  const strangersFirst = [...everyone].sort((a, b) => Number(allow.includes(a)) - Number(allow.includes(b)));
  const through: string[] = [];
  for (const name of strangersFirst) {
    const guest = await api.app
      .get(RegisterGuest, { strict: false })
      .register({ displayName: 'Amina', lang: 'sw', simulated: false });
    const content = { ...places, ...callers.credentials, refreshToken: guest.refreshToken };
    const { status, body: answer } = await api.send(path, {
      token: callers.tokens[name],
      body: body?.(content),
      ...(type !== undefined && { headers: { 'content-type': type } }),
    });
    if (turnedAway.includes(status)) continue;
    // a request that is wrong in itself proves nothing about its caller
    expect({ name, answer, proves: [200, 201, 202, 204, 409].includes(status) }).toMatchObject({ proves: true });
    through.push(name);
  }
  return through;
}

describe('who may call what', () => {
  it('is said here for every route there is, and for no other', () => {
    const routes = api.app
      .get(RouteCheck, { strict: false })
      .routes()
      .map(({ method, path }) => `${method} ${path}`);
    expect(Object.keys(matrix).sort()).toEqual(routes.sort());
  });

  it.each(Object.entries(matrix))('%s', async (route, row) => {
    expect((await whoGetsThrough(route, row)).sort()).toEqual([...row.allow].sort());
  });
});
