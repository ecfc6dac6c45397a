import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RunningApi } from '../../testing/running-api.js';

let api: RunningApi;
beforeAll(async () => {
  api = await RunningApi.open();
});
afterAll(() => api.close());

const aRegistration = () => ({
  email: `${randomUUID()}@example.org`,
  password: 'tea-with-honey',
  displayName: 'Aline',
  lang: 'en',
  country: 'RW',
});

describe('an account over HTTP', () => {
  it('registers, signs in, is itself, refreshes and signs out', async () => {
    const registration = aRegistration();
    const registered = await api.send('POST /v1/accounts', { body: registration });
    expect(registered.status).toBe(201);
    const { email, password } = registration;
    const { status, body } = await api.send('POST /v1/tokens', { body: { email, password } });
    expect(status).toBe(200);
    const me = await api.send('GET /v1/me', { token: String(body?.['accessToken']) });
    expect(me.body).toEqual(registered.body?.['account']);
    const fresh = await api.send('POST /v1/tokens/refresh', { body: { refreshToken: body?.['refreshToken'] } });
    const refreshToken = fresh.body?.['refreshToken'];
    expect((await api.send('POST /v1/tokens/revoke', { body: { refreshToken } })).status).toBe(204);
    const late = await api.send('POST /v1/tokens/refresh', { body: { refreshToken } });
    expect(late).toMatchObject({ status: 401, body: { code: 'account.unauthenticated' } });
  });

  it('gets the same refresh token when a lost answer is asked for again', async () => {
    const { body } = await api.send('POST /v1/guests', { body: { displayName: 'Amina', lang: 'sw' } });
    const request = { key: randomUUID(), body: { refreshToken: body?.['refreshToken'] } };
    const [first, again] = [
      await api.send('POST /v1/tokens/refresh', request),
      await api.send('POST /v1/tokens/refresh', request),
    ];
    expect(again.status).toBe(200);
    expect(again.body?.['refreshToken']).toBe(first.body?.['refreshToken']);
  });

  it('is told what is wrong with a registration, without what was sent', async () => {
    const { status, headers, body } = await api.send('POST /v1/accounts', {
      body: { ...aRegistration(), password: 'secret', lang: 'not a language' },
    });
    expect(status).toBe(400);
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(body).toMatchObject({ code: 'request.invalid', retryable: false });
    const fields = (body?.['fields'] ?? []) as { pointer: string }[];
    expect(fields.map(({ pointer }) => pointer).sort()).toEqual(['/lang', '/password']);
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  it.each([
    ['a scheme that is not Bearer', 'Basic YTpi'],
    ['a token that is none', 'Bearer x'],
    ['two tokens', 'Bearer a b'],
    ['an API key that does not exist', 'Bearer sk_none'],
  ])('is refused with %s, even where anonymous callers are welcome', async (_, authorization) => {
    const answer = await api.send('GET /v1/sessions', { headers: { authorization } });
    expect(answer).toMatchObject({ status: 401, body: { code: 'account.unauthenticated' } });
  });

  it('may be guessed at only so often from one address', async () => {
    const guess = () => api.send('POST /v1/tokens', { body: { email: 'host@example.org', password: 'guess' } });
    const statuses = (await Promise.all(Array.from({ length: 61 }, guess))).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
    const { headers, body } = await guess();
    expect(body).toMatchObject({ code: 'request.limited', retryable: true, retryAfterMs: expect.any(Number) });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
