import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { SessionEvent } from '#libs/contracts';
import { Database } from '#libs/database';
import { SessionLog } from '#libs/session-log';
import { MoveSession, Sessions } from '#libs/sessions';
import { ReadGlossary } from '#libs/translation';
import { anActor, openFeatures } from '../../../tests/support/feature.js';
import { aLiveSession, aShop, outcomeOf } from '../testing/a-shop.js';
import { ListingsModule } from './listings.module.js';
import { OrderLineUp } from './order-line-up.js';
import { PinItem } from './pin-item.js';
import { PutLineUpItem } from './put-line-up-item.js';
import { LineUp } from './read-line-up.js';
import { RemoveLineUpItem } from './remove-line-up-item.js';
import { RenameLineUpItem } from './rename-line-up-item.js';

let features: INestApplicationContext;
beforeAll(async () => {
  features = await openFeatures([ListingsModule]);
});
afterAll(() => features.close());

const codesOf = async (sessionId: string) => (await features.get(LineUp).of(sessionId)).map(({ code }) => code);
const pinnedIn = async (sessionId: string) =>
  (await features.get(Sessions, { strict: false }).find(sessionId)).pinnedCode;
async function pinsTold(sessionId: string): Promise<SessionEvent[]> {
  const entries = await features.get(SessionLog, { strict: false }).latest(sessionId, 'control', 20);
  return entries.map(({ event }) => event).filter(({ type }) => type === 'item.pinned');
}

describe('a line-up', () => {
  it('shows listings with their stock and prices, in the order the host gives', async () => {
    const { host, id } = await aLiveSession(features);
    const { listing } = await aShop(features);
    const put = (code: string, position?: number) =>
      features.get(PutLineUpItem).put(host, id, code, { listingId: listing.id, position });
    expect(await put('A1')).toEqual({ code: 'A1', position: 0, listing });
    expect(await put('A2')).toEqual({ code: 'A2', position: 1, listing });
    await put('A3', 0);
    expect(await codesOf(id)).toEqual(['A1', 'A3', 'A2']);
    await put('A1', 9);
    await put('A2');
    expect(await codesOf(id)).toEqual(['A3', 'A2', 'A1']);
  });

  it('keeps a code for what it names: viewers may be typing it', async () => {
    const { host, id } = await aLiveSession(features);
    const [tea, coffee] = [await aShop(features), await aShop(features)];
    const put = (listingId: string) => outcomeOf(features.get(PutLineUpItem).put(host, id, 'A1', { listingId }));
    expect(await put(tea.listing.id)).toBe('allowed');
    expect(await put(coffee.listing.id)).toBe('session.code-taken');
    await features.get(RemoveLineUpItem).remove(host, id, 'A1');
    expect(await put(coffee.listing.id)).toBe('allowed');
    expect(await put(randomUUID())).toBe('listing.not-found');
  });

  it('is changed by the host and co-hosts, until the session has ended', async () => {
    const { host, id } = await aLiveSession(features);
    const { listing, owner } = await aShop(features);
    const coHost = await anActor(features, 'Grace');
    const moderator = await anActor(features, 'Paul');
    const { prisma } = features.get(Database, { strict: false });
    await prisma.sessionRoleGrant.create({ data: { sessionId: id, accountId: coHost.accountId, role: 'co-host' } });
    await prisma.sessionRoleGrant.create({
      data: { sessionId: id, accountId: moderator.accountId, role: 'moderator' },
    });
    const put = (actor: typeof host) =>
      outcomeOf(features.get(PutLineUpItem).put(actor, id, 'A1', { listingId: listing.id }));
    expect(await put(coHost)).toBe('allowed');
    expect(await put(moderator)).toBe('account.forbidden');
    expect(await put(owner)).toBe('account.forbidden');
    await features.get(MoveSession, { strict: false }).end(host, id);
    expect(await put(host)).toBe('session.wrong-state');
    expect(await outcomeOf(features.get(PinItem).pin(host, id, 'A1'))).toBe('session.wrong-state');
    expect(await outcomeOf(features.get(RemoveLineUpItem).remove(host, id, 'A1'))).toBe('session.wrong-state');
  });

  it('does not let go of an item whose offer is open', async () => {
    const { host, id } = await aLiveSession(features);
    const { listing } = await aShop(features);
    await features.get(PutLineUpItem).put(host, id, 'A1', { listingId: listing.id });
    const { prisma } = features.get(Database, { strict: false });
    const offer = { id: uuidv7(), sessionId: id, code: 'A1', listingId: listing.id, maxPerBuyer: 5, holdSeconds: 600 };
    await prisma.offer.create({ data: offer });
    expect(await outcomeOf(features.get(RemoveLineUpItem).remove(host, id, 'A1'))).toBe('session.wrong-state');
    expect(await codesOf(id)).toEqual(['A1']);
    await prisma.offer.update({ where: { id: offer.id }, data: { closedAt: new Date() } });
    await features.get(RemoveLineUpItem).remove(host, id, 'A1');
    expect(await codesOf(id)).toEqual([]);
  });
});

describe('a line-up that changes', () => {
  const told = async (sessionId: string) => {
    const entries = await features.get(SessionLog, { strict: false }).latest(sessionId, 'control', 20);
    return entries.flatMap(({ event }) =>
      event.type === 'line-up.changed' ? [event.items.map(({ code }) => code).join(' ')] : [],
    );
  };
  async function aLineUp(...codes: string[]) {
    const { host, id } = await aLiveSession(features);
    const { listing } = await aShop(features);
    for (const code of codes) await features.get(PutLineUpItem).put(host, id, code, { listingId: listing.id });
    return { host, id, listing };
  }

  it('is told to everyone in its new order, with the listing that came in', async () => {
    const { host, id, listing } = await aLineUp('A1', 'A2', 'A3');
    const order = features.get(OrderLineUp);
    const items = await order.order(host, id, ['A3', 'A1', 'A2']);
    expect(items.map(({ code, position }) => [code, position])).toEqual([
      ['A3', 0],
      ['A1', 1],
      ['A2', 2],
    ]);
    await order.order(host, id, ['A3', 'A1', 'A2']);
    await features.get(RemoveLineUpItem).remove(host, id, 'A1');
    await features.get(RemoveLineUpItem).remove(host, id, 'A1');
    expect(await told(id)).toEqual(['A1', 'A1 A2', 'A1 A2 A3', 'A3 A1 A2', 'A3 A2']);
    const entries = await features.get(SessionLog, { strict: false }).latest(id, 'control', 20);
    expect(entries.find(({ event }) => event.type === 'line-up.changed')?.event).toMatchObject({
      items: [{ code: 'A1', listingId: listing.id }],
      listing,
    });
  });

  it('keeps its order when somebody else has changed it meanwhile', async () => {
    const { host, id } = await aLineUp('A1', 'A2');
    for (const codes of [['A1'], ['A2', 'A1', 'A3'], ['A2', 'B1']])
      expect(await outcomeOf(features.get(OrderLineUp).order(host, id, codes))).toBe('session.line-up-changed');
    expect(await codesOf(id)).toEqual(['A1', 'A2']);
  });

  it('gives an item another code in its place, where it stays pinned', async () => {
    const { host, id } = await aLineUp('A1', 'A2');
    const rename = (from: string, to: string, by = host) =>
      outcomeOf(features.get(RenameLineUpItem).rename(by, id, from, to));
    await features.get(PinItem).pin(host, id, 'A1');
    expect(await rename('A1', 'B7')).toBe('allowed');
    expect(await codesOf(id)).toEqual(['B7', 'A2']);
    expect(await pinnedIn(id)).toBe('B7');
    expect((await pinsTold(id)).at(-1)).toMatchObject({ item: { code: 'B7' } });
    expect(await rename('B7', 'A2')).toBe('session.code-taken');
    expect(await rename('C3', 'C4')).toBe('session.code-not-found');
    expect(await rename('B7', 'C4', await anActor(features))).toBe('account.forbidden');
    const words = await features.get(ReadGlossary, { strict: false }).read(host, id);
    expect(words.terms.map(({ source }) => source)).toContain('B7');
  });

  it('keeps the code of an item whose offer is open: viewers are typing it', async () => {
    const { host, id, listing } = await aLineUp('A1');
    const { prisma } = features.get(Database, { strict: false });
    const offer = { id: uuidv7(), sessionId: id, code: 'A1', listingId: listing.id, maxPerBuyer: 5, holdSeconds: 600 };
    await prisma.offer.create({ data: offer });
    expect(await outcomeOf(features.get(RenameLineUpItem).rename(host, id, 'A1', 'A2'))).toBe('session.wrong-state');
    expect(await codesOf(id)).toEqual(['A1']);
  });
});

describe('the pinned item', () => {
  it('is told to everyone once, also when it is taken down', async () => {
    const { host, id } = await aLiveSession(features);
    const { listing } = await aShop(features);
    const item = await features.get(PutLineUpItem).put(host, id, 'A1', { listingId: listing.id });
    const pin = features.get(PinItem);
    expect(await pin.pin(host, id, 'A1')).toEqual(item);
    expect(await pin.pin(host, id, 'A1')).toEqual(item);
    expect(await pinnedIn(id)).toBe('A1');
    expect(await pin.pin(host, id, null)).toBeNull();
    expect(await pin.pin(host, id, null)).toBeNull();
    expect(await pinnedIn(id)).toBeNull();
    expect(await pinsTold(id)).toEqual([
      { type: 'item.pinned', item },
      { type: 'item.pinned', item: null },
    ]);
  });

  it('comes down when it leaves the line-up', async () => {
    const { host, id } = await aLiveSession(features);
    const { listing } = await aShop(features);
    await features.get(PutLineUpItem).put(host, id, 'A1', { listingId: listing.id });
    await features.get(PinItem).pin(host, id, 'A1');
    await features.get(RemoveLineUpItem).remove(host, id, 'A1');
    expect(await pinnedIn(id)).toBeNull();
    expect((await pinsTold(id)).at(-1)).toEqual({ type: 'item.pinned', item: null });
  });

  it('is one of the line-up, whatever happens at the same moment', async () => {
    const { host, id } = await aLiveSession(features);
    const { listing } = await aShop(features);
    expect(await outcomeOf(features.get(PinItem).pin(host, id, 'B7'))).toBe('session.code-not-found');
    for (let round = 0; round < 5; round++) {
      await features.get(PutLineUpItem).put(host, id, 'A1', { listingId: listing.id });
      await Promise.all([
        outcomeOf(features.get(PinItem).pin(host, id, 'A1')),
        features.get(RemoveLineUpItem).remove(host, id, 'A1'),
      ]);
      expect(await pinnedIn(id)).toBeNull();
    }
  });
});
