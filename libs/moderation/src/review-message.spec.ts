import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import type { SignedInActor } from '#libs/contracts';
import { Metrics } from '#libs/platform';
import { quietSettings } from '../../../tests/support/feature.js';
import { HookCaller } from './hook-caller.js';
import { ReviewMessage } from './review-message.js';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const viewer: SignedInActor = { kind: 'guest', accountId: 'viewer-1', displayName: 'Amina', simulated: false };
const said = { session: 'session-1', lang: 'en', text: 'good tea' };

describe('the review of a message', () => {
  let received: { headers: IncomingHttpHeaders; body: string; path: string | undefined }[];
  let answer: (response: ServerResponse) => void;
  let url: string;
  let close: () => Promise<void>;
  beforeEach(async () => {
    received = [];
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        received.push({ headers: request.headers, body: Buffer.concat(chunks).toString(), path: request.url });
        answer(response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/review`;
    close = async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    };
  });
  afterEach(() => close());

  const json =
    (body: unknown, status = 200) =>
    (response: ServerResponse) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  const redirect = (response: ServerResponse) => void response.writeHead(307, { location: '/elsewhere' }).end();

  async function ask(hook: { url?: string; failOpen?: boolean } = {}, networks = '127.0.0.1/32') {
    const caller = new HookCaller(quietSettings({ REVIEW_HOOK_NETWORKS: networks }));
    const review = new ReviewMessage(caller, new Metrics());
    const begun = Date.now();
    const result = await review.ask({ url, secret, failOpen: false, ...hook }, viewer, said).then(
      () => 'accepted',
      (error: unknown) => error,
    );
    await caller.onApplicationShutdown();
    return { result, tookMs: Date.now() - begun };
  }
  const blocked = (detail: RegExp) =>
    expect.objectContaining({ code: 'chat.blocked', detail: expect.stringMatching(detail) });

  it('is asked for with a signature that verifies, and heeded', async () => {
    answer = json({ allow: true });
    expect((await ask()).result).toBe('accepted');
    const [{ headers, body }] = received as [(typeof received)[0]];
    expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toMatchObject({
      type: 'chat.review',
      data: { ...said, author: { id: 'viewer-1', name: 'Amina' } },
    });
    answer = json({ allow: false });
    expect((await ask({ failOpen: true })).result).toEqual(blocked(/refused/));
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['an error', json({ allow: true }, 500)],
    ['something else', json({ verdict: 'fine' })],
    ['no JSON', (response) => void response.end('yes')],
    ['more than anyone would read', json({ allow: true, why: 'x'.repeat(10_000) })],
    ['a redirect', redirect],
    ['a broken line', (response) => void response.destroy()],
  ])('ends as the session wants it when the answer is %s', async (_, bad) => {
    answer = bad;
    expect((await ask({ failOpen: true })).result).toBe('accepted');
    expect((await ask({ failOpen: false })).result).toEqual(blocked(/can not be reviewed right now/));
    expect(received.map(({ path }) => path)).toEqual(['/review', '/review']);
  });

  it('takes no longer than its budget, also when the answer only trickles in', async () => {
    answer = (response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{"allow":');
    const { result, tookMs } = await ask({ failOpen: true });
    expect(result).toBe('accepted');
    expect(tookMs).toBeGreaterThan(150);
    expect(tookMs).toBeLessThan(600);
  });

  it('is not asked of private addresses, by number or by name', async () => {
    answer = json({ allow: true });
    const byName = url.replace('127.0.0.1', 'localhost');
    const byOtherNumbers = url.replace('127.0.0.1', '2130706433');
    for (const hidden of [url, byName, byOtherNumbers])
      expect((await ask({ url: hidden }, '10.0.0.0/8')).result).toEqual(blocked(/can not be reviewed/));
    expect(received).toEqual([]);
  });
});
