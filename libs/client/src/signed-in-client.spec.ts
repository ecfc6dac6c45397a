import { problemOf, type Tokens } from '#libs/contracts';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ScriptedServer } from '../testing/http-server.js';
import { anId } from '../testing/session-builders.js';
import { ApiProblem, ConnectionLost } from './api-problem.js';
import { HttpClient } from './http-client.js';
import { setStock } from './exporter-requests.js';
import { sessions } from './session-requests.js';
import { SignedInClient } from './signed-in-client.js';
import { MemoryTokenStore } from './token-store.js';

let server: ScriptedServer;
let store: MemoryTokenStore;
let me: SignedInClient;

beforeEach(async () => {
  server = await ScriptedServer.start();
  store = new MemoryTokenStore();
  me = new SignedInClient(new HttpClient(server.url), store);
});
afterEach(() => server.stop());

const tokens = (name: string, livesMs = 600_000): Tokens => ({
  account: { id: anId(1), kind: 'guest', displayName: 'Wei', lang: 'zh', country: null, simulated: false },
  accessToken: name,
  expiresAt: new Date(Date.now() + livesMs).toISOString(),
  refreshToken: `refresh-${name}-0123456789`,
});
const ask = { path: '/me', answer: z.unknown() };
const stock = { onHand: 5, held: 0, sold: 0, available: 5 };

describe('the HTTP client', () => {
  it('gives a mutation an Idempotency-Key, and asks again with the same one when the answer was lost', async () => {
    server.reply = () => (server.seen.length === 1 ? 'hang-up' : { status: 200, body: stock });
    await expect(me.send(setStock(anId(2), 5))).resolves.toEqual(stock);
    const keys = server.seen.map(({ headers }) => headers['idempotency-key']);
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(keys[1]).toBe(keys[0]);
    expect(server.seen[0]).toMatchObject({ method: 'PUT', path: `/v1/variants/${anId(2)}/stock`, body: { onHand: 5 } });
  });

  it('leaves out of the address what is not asked for', async () => {
    server.reply = () => ({ status: 200, body: { items: [], nextCursor: null } });
    await me.send(sessions());
    await me.send(sessions({ state: 'live', cursor: 'a b' }));
    expect(server.seen.map(({ path }) => path)).toEqual(['/v1/sessions', '/v1/sessions?state=live&cursor=a+b']);
    expect(server.seen[0]?.headers).not.toHaveProperty('idempotency-key');
  });

  it('throws what the server refused as a problem with its code', async () => {
    server.reply = () => ({ status: 409, body: problemOf('listing.stock-committed') });
    const refused = await me.send(setStock(anId(2), 0)).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ApiProblem);
    expect((refused as ApiProblem).code).toBe('listing.stock-committed');
  });

  it('makes a problem of an answer that is none, and tells an unexpected form from a refusal', async () => {
    server.reply = () => ({ status: 502, body: '<html>' });
    await expect(me.send(ask)).rejects.toMatchObject({ code: 'server.unavailable' });
    server.reply = () => ({ status: 200, body: { units: 5 } });
    await expect(me.send(setStock(anId(2), 5))).rejects.toBeInstanceOf(ConnectionLost);
  });

  it('renews an access token that is about to end, once for all that wait', async () => {
    store.write(tokens('old', 1000));
    server.reply = ({ path }) => ({ status: 200, body: path === '/v1/tokens/refresh' ? tokens('new') : null });
    await Promise.all([me.send(ask), me.send(ask), me.send(ask)]);
    expect(server.seen.filter(({ path }) => path === '/v1/tokens/refresh')).toHaveLength(1);
    const used = server.seen.filter(({ path }) => path === '/v1/me').map(({ headers }) => headers.authorization);
    expect(used).toEqual(['Bearer new', 'Bearer new', 'Bearer new']);
  });

  it('renews a token that the server no longer takes, and sends the request again', async () => {
    store.write(tokens('old'));
    server.reply = ({ path, headers }) => {
      if (path === '/v1/tokens/refresh') return { status: 200, body: tokens('new') };
      if (headers.authorization === 'Bearer new') return { status: 200, body: 'me' };
      return { status: 401, body: problemOf('account.unauthenticated') };
    };
    await expect(me.send(ask)).resolves.toBe('me');
  });

  it('forgets who was signed in when the refresh token is refused too', async () => {
    store.write(tokens('old', 1000));
    server.reply = () => ({ status: 401, body: problemOf('account.refresh-reused') });
    await expect(me.token()).resolves.toBeUndefined();
    expect(me.account).toBeNull();
  });
});
