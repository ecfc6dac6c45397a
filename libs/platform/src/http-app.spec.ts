import type { ServerResponse } from 'node:http';
import { Body, Controller, Get, Module, Post, Res } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { quietSettings } from '../../../tests/support/feature.js';
import { Health } from './health.js';
import { createHttpApp } from './http-app.js';
import { Metrics } from './metrics.js';
import { MetricsController } from './metrics.controller.js';
import { PlatformModule } from './platform.module.js';

const Order = z.object({ item: z.object({ code: z.string().max(3), qty: z.int() }) });

@Controller()
class ProbeController {
  @Post('orders')
  place(@Body({ schema: Order }) order: z.infer<typeof Order>): z.infer<typeof Order> {
    return order;
  }

  @Get('feed')
  feed(@Res() reply: { raw: ServerResponse; hijack(): unknown }): void {
    reply.hijack();
    reply.raw.setHeader('content-type', 'text/event-stream');
    reply.raw.end('data: 1\n\n');
  }

  @Get('broken')
  broken(): never {
    throw new Error('the secret of the house');
  }
}

@Module({})
class ProbeModule {}

async function anApp(settings: Record<string, string> = {}): Promise<NestFastifyApplication> {
  const read = quietSettings({ PUBLIC_URL: 'https://live.example', ...settings });
  const root = { module: ProbeModule, imports: [PlatformModule.with(read)], controllers: [ProbeController] };
  const app = await createHttpApp(root, read);
  await app.listen({ host: '127.0.0.1', port: 0 });
  return app;
}

async function ask(app: NestFastifyApplication, path: string, init: RequestInit = {}) {
  const answer = await fetch(`${await app.getUrl()}${path}`, init);
  const text = await answer.text();
  const type = answer.headers.get('content-type') ?? '';
  return {
    status: answer.status,
    type,
    headers: answer.headers,
    text,
    body: /json/.test(type) ? JSON.parse(text) : null,
  };
}

describe('every HTTP process', () => {
  let app: NestFastifyApplication;
  let guarded: NestFastifyApplication;
  beforeAll(async () => {
    app = await anApp();
    guarded = await anApp({ METRICS_TOKEN: 'a-token-of-the-operator' });
  });
  afterAll(() => Promise.all([app.close(), guarded.close()]));

  const post = (body: string, type = 'application/json') =>
    ask(app, '/orders', { method: 'POST', body, headers: { 'content-type': type } });

  it('takes a body of the right form and leaves out what the schema does not know', async () => {
    const answer = await post(JSON.stringify({ item: { code: 'A1', qty: 2 }, admin: true }));
    expect(answer.body).toEqual({ item: { code: 'A1', qty: 2 } });
  });

  it('says which fields of a body are wrong, without repeating what was in them', async () => {
    const answer = await post(JSON.stringify({ item: { code: 'TOO-LONG', qty: 'secret' } }));
    expect([answer.status, answer.type]).toEqual([400, 'application/problem+json; charset=utf-8']);
    expect(answer.body).toMatchObject({
      code: 'request.invalid',
      fields: [{ pointer: '/item/code' }, { pointer: '/item/qty' }],
    });
    expect(answer.text).not.toMatch(/TOO-LONG|secret/);
  });

  it.each([
    ['no JSON', '{"item":', 'application/json', 400, 'request.invalid'],
    ['no body', '', 'application/json', 400, 'request.invalid'],
    ['a list', '[]', 'application/json', 400, 'request.invalid'],
    ['another media type', '<order/>', 'application/xml', 400, 'request.invalid'],
    ['a poisoned prototype', '{"__proto__":{"admin":true}}', 'application/json', 400, 'request.invalid'],
    ['more than 256 KiB', JSON.stringify('x'.repeat(300_000)), 'application/json', 413, 'request.too-large'],
  ])('refuses %s with a typed problem', async (_what, payload, type, status, code) => {
    const answer = await post(payload, type);
    expect([answer.status, answer.body]).toEqual([status, expect.objectContaining({ code, status })]);
  });

  it('has a typed problem for addresses it does not know', async () => {
    const answer = await ask(app, '/nothing');
    expect([answer.status, answer.body]).toEqual([404, expect.objectContaining({ code: 'request.not-found' })]);
  });

  it('keeps what went wrong inside to itself', async () => {
    const answer = await ask(app, '/broken');
    expect([answer.status, answer.body]).toEqual([500, expect.objectContaining({ code: 'server.internal' })]);
    expect(answer.text).not.toContain('secret');
  });

  it('is alive, and ready as long as what it needs answers', async () => {
    expect((await ask(app, '/health/live')).body).toEqual({ status: 'ok' });
    expect((await ask(app, '/health/ready')).body).toEqual({ status: 'ok' });
    app.get(Health).register('redis', () => Promise.reject(new Error('away')), 'helpful');
    const degraded = await ask(app, '/health/ready');
    expect([degraded.status, degraded.body]).toEqual([200, { status: 'degraded', away: ['redis'] }]);
    app.get(Health).register('postgresql', () => Promise.reject(new Error('away')));
    const answer = await ask(app, '/health/ready');
    expect([answer.status, answer.body]).toEqual([
      503,
      expect.objectContaining({ code: 'server.unavailable', detail: 'Not reachable: postgresql' }),
    ]);
    expect((await ask(app, '/health/live')).status).toBe(200);
  });

  it('measures requests by the pattern of their route', async () => {
    await post('{}');
    const { type, text } = await ask(app, '/metrics');
    expect(type).toMatch(/^text\/plain/);
    expect(text).toMatch(/silkcast_http_request_seconds_count\{method="POST",route="\/orders",status="400"\} \d+/);
    expect(text).not.toContain('/nothing');
  });

  it('does not take the life of an event stream for the time of a request', async () => {
    expect((await ask(app, '/feed')).text).toBe('data: 1\n\n');
    expect((await ask(app, '/metrics')).text).not.toContain('route="/feed"');
  });

  it('shows metrics, where there is a token for them, to whoever has it', async () => {
    const statusWith = async (authorization?: string) =>
      (await ask(guarded, '/metrics', { headers: { ...(authorization && { authorization }) } })).status;
    expect(await statusWith()).toBe(403);
    expect(await statusWith('Bearer a-token-of-the-intruder')).toBe(403);
    expect(await statusWith('Bearer a-token-of-the-operator')).toBe(200);
  });

  it('shows metrics, where there is none, to this machine only', async () => {
    const controller = new MetricsController(new Metrics(), quietSettings());
    expect(() => controller.read('192.0.2.7')).toThrow(expect.objectContaining({ code: 'account.forbidden' }));
    expect(await controller.read('::ffff:127.0.0.1')).toContain('silkcast_connections');
  });

  it('lets pages of its own origin alone call it, and run their own scripts alone', async () => {
    const from = async (origin: string) => (await ask(app, '/health/live', { headers: { origin } })).headers;
    expect((await from('https://live.example')).get('access-control-allow-origin')).toBe('https://live.example');
    expect((await from('https://evil.example')).get('access-control-allow-origin')).toBeNull();
    const policy = (await from('https://live.example')).get('content-security-policy');
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("connect-src 'self' wss://live.example https://live.example");
    expect(policy).not.toMatch(/unsafe/);
    expect(policy).toMatch(/media-src 'self'(?:;|$)/);
  });

  it('lets pages load video from where it is, and from nowhere else', async () => {
    const withVideo = await anApp({ VIDEO_HLS_URL: 'https://video.example:8443/hls/{name}.m3u8' });
    const policy = (await ask(withVideo, '/health/live')).headers.get('content-security-policy');
    await withVideo.close();
    expect(policy).toMatch(/media-src 'self' blob: https:\/\/video\.example:8443(?:;|$)/);
    expect(policy).toMatch(
      /connect-src 'self' wss:\/\/live\.example https:\/\/live\.example https:\/\/video\.example:8443(?:;|$)/,
    );
    expect(policy).not.toMatch(/unsafe/);
  });
});

describe('behind a reverse proxy', () => {
  const forwarded = { headers: { 'x-forwarded-for': '203.0.113.9' } };

  it.each([
    ['believes a proxy that is trusted', '127.0.0.1', 403],
    ['believes nobody else', '192.0.2.1', 200],
    ['believes nobody when none is named', '', 200],
  ])('%s about whose request it is', async (_what, TRUSTED_PROXIES, status) => {
    const app = await anApp({ TRUSTED_PROXIES });
    // metrics are for this machine only, so their answer tells whom the request is taken to be from
    expect((await ask(app, '/metrics', forwarded)).status).toBe(status);
    await app.close();
  });
});
