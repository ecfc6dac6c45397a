import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { openFeatures, quietSettings } from '../../../../../tests/support/feature.js';
import { aPayment } from '../../../testing/a-payment.js';
import { DeliverSandboxWebhook } from './deliver-sandbox-webhook.js';
import { PaymentJobsModule } from '../../payments.module.js';
import { SandboxProvider } from './sandbox.provider.js';

describe('delivering the webhook of the sandbox', () => {
  const posts: { url?: string; headers: IncomingHttpHeaders; body: Buffer }[] = [];
  let statuses: number[] = [];
  const take = async ({ url, headers }: IncomingMessage, content: Promise<string>): Promise<number> => {
    posts.push({ url, headers, body: Buffer.from(await content) });
    return statuses.shift() ?? 204;
  };
  const api = createServer((request, response) => {
    void take(request, text(request)).then((status) => response.writeHead(status).end());
  });
  let house: INestApplicationContext;
  beforeAll(async () => {
    await once(api.listen(0, '127.0.0.1'), 'listening');
    const PUBLIC_URL = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
    house = await openFeatures([PaymentJobsModule], quietSettings({ PUBLIC_URL }));
  });
  afterAll(async () => {
    await house?.close();
    api.close();
  });
  beforeEach(() => void posts.splice(0));

  it.each([
    ['approve', 'captured'],
    ['decline', 'declined'],
  ] as const)('tells what the buyer decided (%s), signed', async (decision, result) => {
    const { id, amount } = await aPayment(house);
    await house.get(DeliverSandboxWebhook, { strict: false }).handle({ paymentId: id, decision });
    expect(posts).toHaveLength(1);
    const [post] = posts as [(typeof posts)[number]];
    expect(post.url).toBe('/v1/payments/webhooks/sandbox');
    const notice = house.get(SandboxProvider, { strict: false }).parseWebhook(post);
    expect(notice).toMatchObject({ paymentId: id, result, amount });
  });

  it('fails when the webhook is not taken, so that it comes again under the same id', async () => {
    const { id } = await aPayment(house);
    const delivery = house.get(DeliverSandboxWebhook, { strict: false });
    statuses = [503, 302, 204];
    await expect(delivery.handle({ paymentId: id, decision: 'approve' })).rejects.toThrow('status 503');
    await expect(delivery.handle({ paymentId: id, decision: 'approve' })).rejects.toThrow('fetch failed');
    await delivery.handle({ paymentId: id, decision: 'approve' });
    expect(posts).toHaveLength(3);
    expect(new Set(posts.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('posts nothing about a payment that does not exist', async () => {
    const unknown = { paymentId: uuidv7(), decision: 'approve' } as const;
    await expect(house.get(DeliverSandboxWebhook, { strict: false }).handle(unknown)).rejects.toThrow(
      'no such payment',
    );
    expect(posts).toEqual([]);
  });
});
