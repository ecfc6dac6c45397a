import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ListingImage, maxImageBytes, maxTableBytes } from '#libs/contracts';
import { aJpeg } from '../../../../tests/support/pictures.js';
import { People } from '../../testing/a-world.js';
import { RunningApi } from '../../testing/running-api.js';

describe('files of an exporter', () => {
  let api: RunningApi;
  let people: People;
  let listing: string;
  beforeAll(async () => {
    api = await RunningApi.open();
    people = await People.gather(api.app);
    const body = {
      slug: `tea-${randomUUID()}`,
      sourceLang: 'en',
      texts: { en: { title: 'Tea', description: 'Black.' } },
      variants: [{ sku: randomUUID(), name: '1 kg', onHand: 1, prices: { USD: 1450 } }],
    };
    const token = people.seller.token;
    const answer = await api.send(`POST /v1/exporters/${people.shop.id}/listings`, { token, body });
    listing = String(answer.body?.['id']);
  });
  afterAll(() => api.close());

  const send = (route: string, type: string, body: Buffer) =>
    api.send(route, { token: people.seller.token, body, headers: { 'content-type': type } });
  const sendImage = (type: string, body: Buffer) => send(`POST /v1/listings/${listing}/images`, type, body);

  it('are shown as pictures and nothing else, for good, and say nothing of where they were taken', async () => {
    const { status, body } = await sendImage('image/jpeg', aJpeg({ beside: 'GPS 2.4419 S' }));
    expect(status).toBe(201);
    const [image] = z.object({ images: z.array(ListingImage) }).parse(body).images;
    expect(body).toMatchObject({ image: image?.url, images: [{ width: 16, height: 8, alt: {} }] });
    const address = new URL(image?.url ?? '', await api.app.getUrl());
    const answer = await fetch(address);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    });
    expect(Buffer.from(await answer.arrayBuffer()).includes('GPS')).toBe(false);
    const missing = await fetch(new URL('0'.repeat(64), address));
    expect({ status: missing.status, cache: missing.headers.get('cache-control') }).toEqual({
      status: 404,
      cache: null,
    });
  });

  it('are refused by what they are, not by what they say', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
    const bad = { status: 422, body: { code: 'listing.bad-image' } };
    expect(await sendImage('image/png', svg)).toMatchObject(bad);
    expect((await sendImage('image/svg+xml', svg)).status).toBe(400);
    const large = await sendImage('image/png', Buffer.alloc(maxImageBytes + 1));
    expect(large).toMatchObject({ status: 413, body: { code: 'request.too-large' } });
    const table = `POST /v1/exporters/${people.shop.id}/listings/import`;
    expect((await send(table, 'text/csv', Buffer.alloc(maxTableBytes + 1, 'a'))).status).toBe(413);
    expect(await send(`${table}?apply=true`, 'text/csv', Buffer.from('listing\ntea'))).toMatchObject({
      status: 422,
      body: { code: 'listing.bad-table', fields: [{ pointer: '/1/sku', reason: 'column-missing' }] },
    });
  });
});
