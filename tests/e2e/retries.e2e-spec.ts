import { expect } from '@jest/globals';
import { aProblem, call } from '../support/api.js';
import { aPerson, aShow, aViewer } from '../support/builders.js';
import { upTo } from '../support/gapless.js';
import { bothModes } from '../support/house.js';
import { storiesIn } from '../support/story.js';

storiesIn(bothModes, 'a request that is sent again', (tell) => {
  tell('has one effect and gets the first answer; the key does not fit another request', async (house) => {
    const host = await aPerson(house);
    const [token, key] = [await host.me.token(), crypto.randomUUID()];
    const session = (slug: string) => ({
      slug,
      title: 'Tea',
      sourceLang: 'en',
      startsAt: '2026-11-22T09:30:00.000Z',
      languages: ['en'],
    });
    const slug = `again-${key}`;
    const post = (body: unknown) => call(house, '/v1/sessions', { method: 'POST', token, key, body });

    const first = await post(session(slug));
    expect(first).toMatchObject({ status: 201, body: { slug } });
    const second = await post(session(slug));
    expect([second.status, second.body]).toEqual([201, first.body]);
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(await post(session(`${slug}-other`))).toMatchObject(aProblem(422, 'request.key-reused'));
    expect(
      await house.database.row('SELECT count(*)::int AS count FROM session WHERE slug LIKE $1', [`${slug}%`]),
    ).toEqual({ count: 1 });
  });

  tell(
    'while the first goes on is told to wait, or gets its answer, and never has an effect of its own',
    async (house) => {
      const { offer, variant } = await aShow(house);
      const buyer = await aViewer(house);
      const [token, key] = [await buyer.me.token(), crypto.randomUUID()];
      const claim = () =>
        call(house, `/v1/offers/${offer.id}/claims`, { method: 'POST', token, key, body: { qty: 2 } });

      const answers = await Promise.all(upTo(10).map(claim));
      for (const { status, body } of answers) {
        const waits = { status: 409, body: expect.objectContaining({ code: 'request.in-flight', retryable: true }) };
        const held = { status: 200, body: expect.objectContaining({ outcome: 'HELD' }) };
        expect([waits, held]).toContainEqual({ status, body });
      }
      const last = await claim();
      expect(last).toMatchObject({ status: 200, body: { outcome: 'HELD', hold: { qty: 2 } } });
      expect(await house.database.row('SELECT held FROM stock WHERE variant_id = $1', [variant.id])).toEqual({
        held: 2,
      });
    },
  );

  tell('gets a refusal again, too, although it would be granted now', async (house) => {
    const host = await aPerson(house);
    const [token, key] = [await host.me.token(), crypto.randomUUID()];
    const start = (id: string, sentAs: string) =>
      call(house, `/v1/sessions/${id}/start`, { method: 'POST', token, key: sentAs });
    const missing = crypto.randomUUID();
    expect(await start(missing, key)).toMatchObject(aProblem(404, 'session.not-found'));
    const again = await start(missing, key);
    expect(again).toMatchObject(aProblem(404, 'session.not-found'));
    expect(again.headers.get('idempotent-replayed')).toBe('true');
  });

  tell('belongs to who sent it: the same key from somebody else is another request', async (house) => {
    const { offer } = await aShow(house);
    const key = crypto.randomUUID();
    const people = await Promise.all([aViewer(house), aViewer(house)]);
    const claims = [];
    for (const { me } of people) {
      const sent = { method: 'POST', token: await me.token(), key, body: {} };
      claims.push(await call(house, `/v1/offers/${offer.id}/claims`, sent));
    }
    const ids = claims.map(({ body }) => (body as { claim: string }).claim);
    expect(claims.map(({ body }) => (body as { outcome: string }).outcome)).toEqual(['HELD', 'HELD']);
    expect(ids[0]).not.toBe(ids[1]);
  });
});
