import { randomInt } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { closeCodes, type CloseNotice } from '#libs/contracts';
import { quietSettings } from '../../../tests/support/feature.js';
import { RealtimeNode } from '../testing/realtime-node.js';
import { TestSocket } from '../testing/test-socket.js';

/** The tests are the reverse proxy. */
const behindProxy = { TRUSTED_PROXIES: '127.0.0.1' };
const aNetwork = () => `2001:db8:${randomInt(0x1_00_00).toString(16)}:${randomInt(0x1_00_00).toString(16)}`;
const limited = { type: 'problem', problem: { code: 'request.limited', retryAfterMs: expect.any(Number) } };

const open: { close(): void | Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function aNode(settings: Record<string, string>) {
  const node = await RealtimeNode.start(quietSettings(settings));
  open.push({ close: () => node.stop() });
  return node;
}

async function aRoom(settings: Record<string, string>) {
  const node = await aNode(settings);
  const session = await node.liveSession(await node.person('Amina'));
  /** A socket that a proxy says comes from this address. */
  const from = async (address: string, at = node) => {
    const socket = await TestSocket.open(at.address, session.id, { headers: { 'x-forwarded-for': address } });
    open.push(socket);
    return socket;
  };
  /** Somebody new, who has joined from there. */
  const viewerFrom = async (address: string) => {
    const [socket, { token }] = [await from(address), await node.person('Lin')];
    await socket.command('hello', { lang: 'en', token });
    return socket;
  };
  return { node, session, from, viewerFrom };
}

const say = (socket: TestSocket) => socket.command('chat.send', { key: uuidv7(), text: 'good tea', lang: 'en' });
const claim = (socket: TestSocket) => socket.command('claim.place', { code: 'A1', qty: 1, key: uuidv7() });

describe('what is sent over sockets from one address', () => {
  it('is counted together, message by message', async () => {
    const { viewerFrom } = await aRoom({ ...behindProxy, CHAT_PER_ADDRESS: '2' });
    const hall = aNetwork();
    for (const place of [1, 2]) expect(await say(await viewerFrom(`${hall}::${place}`))).toMatchObject({ type: 'ack' });
    const refusal = await say(await viewerFrom(`${hall}::3`));
    expect(refusal).toMatchObject(limited);
    expect(refusal.problem?.detail).toMatch(/this address.*2 messages/);
    expect(await say(await viewerFrom(`${aNetwork()}::1`))).toMatchObject({ type: 'ack' });
  });

  it('is counted together, claim by claim', async () => {
    const { viewerFrom } = await aRoom({ ...behindProxy, CLAIMS_PER_ADDRESS: '1' });
    const hall = aNetwork();
    expect(await claim(await viewerFrom(`${hall}::1`))).toMatchObject({ type: 'ack' });
    const refusal = await claim(await viewerFrom(`${hall}::2`));
    expect(refusal).toMatchObject(limited);
    expect(refusal.problem?.detail).toMatch(/this address.*1 claims/);
    expect(await claim(await viewerFrom(`${aNetwork()}::1`))).toMatchObject({ type: 'ack' });
  });

  it.each([
    ['nobody is trusted', ''],
    ['somebody else is', '192.0.2.1'],
  ])('is that of the peer when %s, whatever it says', async (_what, TRUSTED_PROXIES) => {
    const { viewerFrom } = await aRoom({ TRUSTED_PROXIES, CHAT_PER_ADDRESS: '1' });
    expect(await say(await viewerFrom(`${aNetwork()}::1`))).toMatchObject({ type: 'ack' });
    expect(await say(await viewerFrom(`${aNetwork()}::1`))).toMatchObject(limited);
  });
});

describe('who comes from one address', () => {
  const untilAway = async (socket: TestSocket): Promise<CloseNotice> => {
    const { code, reason } = await socket.untilClosed();
    expect(code).toBe(closeCodes['too-frequent'].code);
    return JSON.parse(reason) as CloseNotice;
  };

  it('gets in so many times, and is then told when to come back', async () => {
    const { from } = await aRoom({ ...behindProxy, JOINS_PER_ADDRESS: '3' });
    const hall = aNetwork();
    const inside = [await from(`${hall}::1`), await from(`${hall}::2`), await from(`${hall}::3`)];
    const { reason, retryAfterMs } = await untilAway(await from(`${hall}::4`));
    expect(reason).toBe('too-frequent');
    expect(retryAfterMs).toBeGreaterThan(0);
    expect(retryAfterMs).toBeLessThanOrEqual(20_000);
    for (const socket of [...inside, await from(`${aNetwork()}::1`)])
      expect(await socket.command('hello', { lang: 'en' })).toMatchObject({ type: 'ack' });
  });

  it('is counted as well when it joins anew over the socket it has, and keeps its seat', async () => {
    const { viewerFrom } = await aRoom({ ...behindProxy, JOINS_PER_ADDRESS: '2' });
    const viewer = await viewerFrom(`${aNetwork()}::1`);
    expect(await viewer.command('hello', { lang: 'fr' })).toMatchObject({ type: 'ack' });
    expect(await viewer.command('hello', { lang: 'en' })).toMatchObject(limited);
    expect(viewer.welcome.lang).toBe('fr');
    expect(viewer.closed).toBeUndefined();
  });

  it('is counted together over event streams and sockets', async () => {
    const { node, session, from } = await aRoom({ ...behindProxy, JOINS_PER_ADDRESS: '1' });
    const hall = aNetwork();
    await from(`${hall}::1`);
    const answer = await fetch(`http://${node.address}/v1/sessions/${session.id}/events?lang=en`, {
      headers: { 'x-forwarded-for': `${hall}::2` },
    });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toMatch(/event: close\nretry: \d+\ndata: {"reason":"too-frequent","retryAfterMs":\d+}/);
  });

  it('is counted together at all nodes', async () => {
    const settings = { ...behindProxy, JOINS_PER_ADDRESS: '2', REDIS_URL: process.env.REDIS_URL ?? '' };
    const { from } = await aRoom(settings);
    const other = await aNode(settings);
    const hall = aNetwork();
    await from(`${hall}::1`);
    await from(`${hall}::2`, other);
    for (const socket of [await from(`${hall}::3`), await from(`${hall}::4`, other)])
      expect(await untilAway(socket)).toMatchObject({ reason: 'too-frequent' });
  });
});
