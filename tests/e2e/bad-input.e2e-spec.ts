import { expect } from '@jest/globals';
import { closeCodes, type CloseReason } from '#libs/contracts';
import { aProblem, call } from '../support/api.js';
import { aShow, aViewer, type Show } from '../support/builders.js';
import type { House } from '../support/house.js';
import { bothModes } from '../support/house.js';
import type { Person } from '../support/person.js';
import { RawSocket } from '../support/raw-socket.js';
import type { Seat } from '../support/seat.js';
import { storiesIn } from '../support/story.js';

const tables = [
  'account',
  'claim',
  'hold',
  'sale_order',
  'payment',
  'ledger_entry',
  'caption_segment',
  'session',
  'stock',
];

/** Everything that a bad request could have changed. */
async function stateOf(house: House): Promise<string> {
  const rows = await Promise.all(
    tables.map((table) =>
      house.database.query(`SELECT count(*), md5(string_agg(t::text, '' ORDER BY t::text)) FROM "${table}" t`),
    ),
  );
  return JSON.stringify(rows);
}

/** Does mischief, and sees that neither the tables nor a viewer of the room took notice. */
async function toNoEffect(house: House, show: Show, mischief: (viewer: Person) => Promise<void>): Promise<void> {
  const viewer = await aViewer(house);
  const watching: Seat = await viewer.join(show.session.id, 'en', 1);
  await watching.say('before', 'en');
  await watching.until('the first message', () => watching.events('chat.message').length === 1);
  const before = await stateOf(house);
  await mischief(viewer);
  expect(await stateOf(house)).toBe(before);
  await watching.say('after', 'en');
  await watching.until('the next message', () => watching.events('chat.message').length === 2);
  expect(watching.entries.map(({ event }) => event.type)).toEqual(['chat.message', 'chat.message']);
  expect(watching.statuses.map(({ status }) => status)).toEqual(['connecting', 'live']);
}

const ended = (reason: CloseReason) => ({ code: closeCodes[reason].code, reason: expect.stringContaining(reason) });

storiesIn(bothModes, 'bad input', (tell) => {
  tell('on a socket gets a typed answer or a close code, and disturbs nobody', async (house) => {
    const show = await aShow(house);
    const [url] = house.realtimeUrls;
    await toNoEffect(house, show, async (viewer) => {
      const token = (await viewer.me.token()) ?? '';
      for (const frame of [
        '',
        'not json',
        '[]',
        '{}',
        '{"cmd":"chat.send"}',
        '{"cmd":1,"id":"x"}',
        Buffer.from([0, 1, 2]),
      ]) {
        const socket = await RawSocket.open(url, show.session.id);
        socket.send(frame);
        expect((await socket.answer(({ type }) => type === 'problem')).problem?.code).toBe('request.invalid');
        expect(await socket.closed).toEqual(ended('bad-frame'));
      }

      const early = await RawSocket.open(url, show.session.id);
      const words = { key: crypto.randomUUID(), text: 'hello?', lang: 'en' };
      expect((await early.ask('chat.send', words)).problem?.code).toBe('realtime.hello-first');
      early.leave();

      const forged = await RawSocket.open(url, show.session.id);
      expect((await forged.ask('hello', { lang: 'en', token: `${token.slice(0, -4)}AAAA` })).problem?.code).toBe(
        'account.unauthenticated',
      );
      expect(await forged.closed).toEqual(ended('unauthenticated'));

      const lost = await RawSocket.open(url, crypto.randomUUID());
      await lost.ask('hello', { lang: 'en' });
      expect(await lost.closed).toEqual(ended('no-session'));

      const large = await RawSocket.join(url, show.session.id, { lang: 'en', token });
      large.send(JSON.stringify({ cmd: 'chat.send', id: 'x', data: { ...words, text: 'x'.repeat(20_000) } }));
      expect((await large.closed).code).toBe(1009);

      const reader = await RawSocket.join(url, show.session.id, { lang: 'en' });
      expect((await reader.ask('chat.send', words)).problem?.code).toBe('account.unauthenticated');
      expect((await reader.ask('claim.place', { code: 'A1', key: words.key })).problem?.code).toBe(
        'account.unauthenticated',
      );
      reader.leave();

      const signedIn = await RawSocket.join(url, show.session.id, { lang: 'en', token });
      signedIn.send(JSON.stringify({ cmd: 'shop.burn-down', id: 'unknown', data: null }));
      expect((await signedIn.answer(({ id }) => id === 'unknown')).problem?.code).toBe('realtime.unknown-command');
      for (const data of [
        null,
        [],
        { ...words, text: '' },
        { ...words, text: 'x'.repeat(501) },
        { ...words, lang: '!' },
      ])
        expect((await signedIn.ask('chat.send', data)).problem?.code).toBe('request.invalid');
      const caption = { segment: crypto.randomUUID(), lang: 'en', text: 'I am the host', state: 'final', t0: 0, t1: 1 };
      expect((await signedIn.ask('caption.say', caption)).problem?.code).toBe('account.forbidden');
      expect((await signedIn.ask('hold.release', { holdId: crypto.randomUUID() })).problem?.code).toBe(
        'order.hold-not-found',
      );
      signedIn.leave();
    });
  });

  tell('is turned away at the door: a strange page, another protocol, no session', async (house) => {
    const show = await aShow(house);
    const [url] = house.realtimeUrls;
    const id = show.session.id;
    await toNoEffect(house, show, async () => {
      await expect(RawSocket.open(url, id, { origin: 'https://evil.example' })).rejects.toThrow('403');
      await expect(RawSocket.open(url, id, { protocol: 'chat.v9' })).rejects.toThrow('400');
      await expect(RawSocket.open(url, '')).rejects.toThrow('400');
      (await RawSocket.open(url, id, { origin: house.url })).leave();
    });
  });

  tell('over HTTP gets a problem with a stable code, and changes nothing', async (house) => {
    const show = await aShow(house);
    const { session, offer, desk, listing, variant } = show;
    await toNoEffect(house, show, async (viewer) => {
      const [guest, host] = [await viewer.me.token(), await show.host.me.token()];
      const post = (path: string, body: unknown, token?: string, type?: string) =>
        call(house, path, { method: 'POST', body, token, ...(type === undefined ? {} : { type }) });
      const at = `/v1/sessions/${session.id}`;
      const invalid = aProblem(400, 'request.invalid');
      const said = { segment: crypto.randomUUID(), lang: 'en', text: 'words', state: 'final', t0: 5, t1: 1 };

      expect(await post('/v1/accounts', '{"email":', undefined)).toMatchObject(invalid);
      expect(
        await post('/v1/accounts', { email: 'no', password: 'short', displayName: '', lang: 'xx-' }),
      ).toMatchObject(invalid);
      expect(await post('/v1/guests', '<guest/>', undefined, 'application/xml')).toMatchObject(invalid);
      expect(await post('/v1/guests', { displayName: 'x\u0000y', lang: 'en' })).toMatchObject(invalid);
      expect(await post(`${at}/captions`, said, host)).toMatchObject(invalid);
      expect(await post(`${at}/chat`, { key: 'k', text: 'hi', lang: 'en' }, guest)).toMatchObject(invalid);
      expect(await post(`/v1/offers/${offer.id}/claims`, { qty: -1 }, guest)).toMatchObject(invalid);
      expect(await post(`/v1/offers/${offer.id}/claims`, { qty: 1e300 }, guest)).toMatchObject(invalid);
      expect(await post(`${at}/offers`, { code: 'O0', maxPerBuyer: 1 }, host)).toMatchObject(invalid);
      expect(await call(house, `${at}/chat?limit=1000000`)).toMatchObject(invalid);
      expect(await call(house, '/v1/sessions?cursor=!!')).toMatchObject(invalid);
      expect(await call(house, '/v1/listings/1;DROP')).toMatchObject(invalid);
      expect(await post(`${at}/chat`, { text: 'x'.repeat(300_000) }, guest)).toMatchObject(
        aProblem(413, 'request.too-large'),
      );

      expect(await call(house, '/v1/nothing')).toMatchObject(aProblem(404, 'request.not-found'));
      expect(await call(house, `/v1/sessions/${crypto.randomUUID()}`)).toMatchObject(
        aProblem(404, 'session.not-found'),
      );
      expect(await post(`/v1/offers/${crypto.randomUUID()}/claims`, {}, guest)).toMatchObject(
        aProblem(404, 'order.offer-not-found'),
      );

      const unauthenticated = aProblem(401, 'account.unauthenticated');
      for (const token of [undefined, 'none', `${guest}x`, 'sk_live_forged'])
        expect(await call(house, '/v1/me', { token })).toMatchObject(unauthenticated);
      expect(await post('/v1/tokens', { email: 'nobody@example.test', password: 'whatever-it-is' })).toMatchObject(
        aProblem(401, 'account.wrong-credentials'),
      );

      const forbidden = aProblem(403, 'account.forbidden');
      expect(await post(`${at}/captions`, { ...said, t1: 9 }, guest)).toMatchObject(forbidden);
      expect(await post(`${at}/pin`, { code: null }, guest)).toMatchObject(forbidden);
      expect(await post(`${at}/pin`, { code: null }, await desk.owner.me.token())).toMatchObject(forbidden);
      expect(await call(house, `/v1/exporters/${desk.exporter.id}/orders`, { token: host })).toMatchObject(forbidden);
      expect(
        await call(house, `/v1/variants/${variant.id}/stock`, { method: 'PUT', body: { onHand: 0 }, token: host }),
      ).toMatchObject(forbidden);
      expect(
        await call(house, `/v1/listings/${listing.id}/texts/es`, {
          method: 'PUT',
          body: { title: 'Gratis', description: 'Todo' },
          token: host,
        }),
      ).toMatchObject(forbidden);
    });
  });

  tell('from a stranger who says to be the payment provider is not believed', async (house) => {
    const show = await aShow(house);
    await toNoEffect(house, show, async () => {
      const news = {
        type: 'payment.captured',
        data: { reference: crypto.randomUUID(), amount: { amount: 1, currency: 'USD' } },
      };
      const webhook = { method: 'POST', body: news };
      expect(await call(house, '/v1/payments/webhooks/sandbox', webhook)).toMatchObject(
        aProblem(401, 'payment.bad-signature'),
      );
    });
  });
});
