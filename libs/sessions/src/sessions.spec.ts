import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { AccountsModule } from '#libs/accounts';
import {
  type Actor,
  type ChangeSession as Changes,
  channels,
  type ScheduleSession as Plan,
  type SignedInActor,
} from '#libs/contracts';
import { SessionLog } from '#libs/session-log';
import { anActor, openFeatures } from '../../../tests/support/feature.js';
import { ChangeSession } from './change-session.js';
import { MoveSession } from './move-session.js';
import { ScheduleSession } from './schedule-session.js';
import { speakers } from './session.js';
import { SessionRoles } from './session-roles.js';
import { Sessions } from './sessions.js';
import { SessionsModule } from './sessions.module.js';

const plan = (over: Partial<Plan> = {}): Plan => ({
  slug: `session-${uuidv7()}`,
  title: 'Tea and coffee',
  sourceLang: 'en',
  currency: 'USD',
  startsAt: '2026-11-22T09:30:00.000Z',
  languages: ['es', 'en', 'es'],
  archiveLanguages: ['fr'],
  maxLanguages: 3,
  ...over,
});

describe('a session', () => {
  let features: INestApplicationContext;
  let host: SignedInActor;
  beforeAll(async () => {
    features = await openFeatures([AccountsModule, SessionsModule]);
    host = await anActor(features, 'Aline');
  });
  afterAll(() => features.close());

  const sessions = () => features.get(Sessions);
  const move = () => features.get(MoveSession);
  const schedule = (over?: Partial<Plan>, by = host) => features.get(ScheduleSession).schedule(by, plan(over));
  const told = async (sessionId: string) =>
    (await features.get(SessionLog).latest(sessionId, channels.control, 10)).map(({ event }) => event.type);

  it('is scheduled by its host, offers the spoken language first and each language once', async () => {
    const session = await schedule();
    expect(session).toMatchObject({ state: 'scheduled', hostName: 'Aline', languages: ['en', 'es'], startedAt: null });
    expect(session).not.toHaveProperty('hostId');
    expect(await sessions().find(session.slug)).toMatchObject({
      id: session.id,
      archiveLanguages: ['fr'],
      maxLanguages: 3,
    });
    expect(await sessions().roleOf(session.id, host.accountId)).toBe('host');
  });

  it('has a slug of its own', async () => {
    const { slug } = await schedule();
    await expect(schedule({ slug })).rejects.toMatchObject({ code: 'session.slug-taken' });
  });

  it('goes live and ends, and everyone is told of each once', async () => {
    const { id } = await schedule();
    const live = await move().start(host, id);
    expect(live).toMatchObject({ state: 'live', startedAt: expect.any(String), endedAt: null });
    expect(await move().start(host, id)).toEqual(live);
    const ended = await move().end(host, id);
    expect(ended).toMatchObject({ state: 'ended', startedAt: live.startedAt, endedAt: expect.any(String) });
    expect(await told(id)).toEqual(['session.started', 'session.ended']);
    expect(await sessions().find(id)).toMatchObject(ended);
  });

  it('goes live once although ten ask for it at the same time', async () => {
    const { id } = await schedule();
    const answers = await Promise.all(Array.from({ length: 10 }, () => move().start(host, id)));
    expect(new Set(answers.map(({ startedAt }) => startedAt)).size).toBe(1);
    expect(await told(id)).toEqual(['session.started']);
  });

  it('does not come back once it ended', async () => {
    const { id } = await schedule();
    const wrong = { code: 'session.wrong-state' };
    await expect(move().end(host, id)).rejects.toMatchObject(wrong);
    await move().start(host, id);
    await expect(move().cancel(host, id)).rejects.toMatchObject(wrong);
    await move().end(host, id);
    await expect(move().start(host, id)).rejects.toMatchObject(wrong);
    expect(await told(id)).toEqual(['session.started', 'session.ended']);
  });

  it('may be called off before it began, for good, and everyone is told once', async () => {
    const { id } = await schedule();
    const called = await move().cancel(host, id);
    expect(called).toMatchObject({ state: 'cancelled', startedAt: null, endedAt: expect.any(String) });
    expect(await move().cancel(host, id)).toEqual(called);
    await expect(move().start(host, id)).rejects.toMatchObject({ code: 'session.wrong-state' });
    expect(await told(id)).toEqual(['session.cancelled']);
  });

  it('changes until it begins: what is not said stays, and everyone is told', async () => {
    const before = await schedule({ poster: '/tea.jpg' });
    const change = (changes: Changes, by: Actor = host) => features.get(ChangeSession).change(by, before.id, changes);
    const later = '2027-01-02T10:00:00.000Z';
    expect(await change({ startsAt: later, title: 'Coffee alone' })).toEqual({
      ...before,
      startsAt: later,
      title: 'Coffee alone',
    });
    expect(await change({ sourceLang: 'es', poster: null })).toMatchObject({ languages: ['es', 'en'], poster: null });
    const slug = `moved-${uuidv7()}`;
    const last = await change({ languages: ['fr', 'fr', 'sw'], slug, maxLanguages: 1, archiveLanguages: [] });
    expect(last).toMatchObject({ languages: ['es', 'fr', 'sw'], slug, title: 'Coffee alone' });
    expect(await sessions().find(slug)).toMatchObject({ ...last, maxLanguages: 1, archiveLanguages: [] });
    expect(await told(before.id)).toEqual(Array.from({ length: 3 }, () => 'session.changed'));
    await expect(change({ title: 'Mine' }, await anActor(features))).rejects.toMatchObject({
      code: 'account.forbidden',
    });
    const { slug: taken } = await schedule();
    await expect(change({ slug: taken, title: 'Both or none' })).rejects.toMatchObject({ code: 'session.slug-taken' });
    await move().start(host, before.id);
    await expect(change({ title: 'Too late' })).rejects.toMatchObject({ code: 'session.wrong-state' });
    expect(await sessions().find(before.id)).toMatchObject({ title: 'Coffee alone', slug });
  });

  it('is moved by those who run the sale only', async () => {
    const { id } = await schedule();
    const [coHost, interpreter, stranger] = await Promise.all([
      anActor(features),
      anActor(features),
      anActor(features),
    ]);
    await features.get(SessionRoles).give(host, id, coHost.accountId, 'co-host');
    await features.get(SessionRoles).give(host, id, interpreter.accountId, 'interpreter');
    const forbidden = { code: 'account.forbidden' };
    await expect(move().start(interpreter, id)).rejects.toMatchObject(forbidden);
    await expect(move().start(stranger, id)).rejects.toMatchObject(forbidden);
    await expect(move().start({ kind: 'anonymous' }, id)).rejects.toMatchObject({ code: 'account.unauthenticated' });
    const key = { kind: 'api-key', exporterId: uuidv7(), apiKeyId: uuidv7() } as const;
    await expect(move().start(key, id)).rejects.toMatchObject(forbidden);
    expect(await told(id)).toEqual([]);
    expect(await move().start(coHost, id)).toMatchObject({ state: 'live' });
  });

  it('lets its host say who may speak, and take it back', async () => {
    const { id } = await schedule();
    const interpreter = await anActor(features);
    const roles = features.get(SessionRoles);
    await roles.give(host, id, interpreter.accountId, 'moderator');
    await roles.give(host, id, interpreter.accountId, 'interpreter');
    expect(await sessions().requireRole(interpreter, id, speakers)).toBe('interpreter');
    await roles.take(host, id, interpreter.accountId);
    await expect(sessions().requireRole(interpreter, id, speakers)).rejects.toMatchObject({
      code: 'account.forbidden',
    });
  });

  it('keeps its host: nobody takes that role, and nobody but the host gives one', async () => {
    const { id } = await schedule();
    const coHost = await anActor(features);
    const roles = features.get(SessionRoles);
    await roles.give(host, id, coHost.accountId, 'co-host');
    const forbidden = { code: 'account.forbidden' };
    await expect(roles.take(host, id, host.accountId)).rejects.toMatchObject(forbidden);
    await expect(roles.give(host, id, host.accountId, 'moderator')).rejects.toMatchObject(forbidden);
    await expect(roles.give(coHost, id, coHost.accountId, 'moderator')).rejects.toMatchObject(forbidden);
    await expect(roles.give(host, id, uuidv7(), 'moderator')).rejects.toMatchObject({ code: 'account.not-found' });
  });

  it('counts an operator of the house as a host', async () => {
    const { id } = await schedule();
    const operator: SignedInActor = { ...(await anActor(features)), kind: 'operator' };
    expect(await sessions().requireRole(operator, id, ['host'])).toBe('host');
  });

  it('is listed newest first, page by page, by state and host', async () => {
    const someone = await anActor(features);
    const scheduled = [await schedule({}, someone), await schedule({}, someone), await schedule({}, someone)];
    await move().start(someone, scheduled[1]?.id ?? '');
    const list = (query: object) => sessions().list({ hostId: someone.accountId, limit: 2, ...query });
    const first = await list({});
    const second = await list({ cursor: first.nextCursor });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(scheduled.map(({ id }) => id).reverse());
    expect(second.nextCursor).toBeNull();
    expect((await list({ state: 'live' })).items.map(({ id }) => id)).toEqual([scheduled[1]?.id]);
    await expect(list({ cursor: 'bm90IG91cnM' })).rejects.toMatchObject({ code: 'request.invalid' });
  });

  it('is not found under a name nobody gave, nor live when it is not', async () => {
    await expect(sessions().find('nobody-gave-this')).rejects.toMatchObject({ code: 'session.not-found' });
    await expect(sessions().find(uuidv7())).rejects.toMatchObject({ code: 'session.not-found' });
    const { id } = await schedule();
    await expect(sessions().findLive(id)).rejects.toMatchObject({ code: 'session.wrong-state' });
  });
});
