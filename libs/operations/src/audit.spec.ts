import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccountsModule } from '#libs/accounts';
import type { AuditEntry, AuditQuery, SignedInActor } from '#libs/contracts';
import { AuditStore, Database } from '#libs/database';
import { Bans, ModerationModule } from '#libs/moderation';
import { MoveSession, SessionRoles, SessionsModule } from '#libs/sessions';
import { aScheduledSession } from '../../../tests/support/a-scheduled-session.js';
import { anActor, openFeatures } from '../../../tests/support/feature.js';
import { OperationsModule } from './operations.module.js';
import { ReadAudit } from './read-audit.js';
import { WatchSessions } from './watch-sessions.js';

let features: INestApplicationContext;
let host: SignedInActor;
let guest: SignedInActor;
beforeAll(async () => {
  features = await openFeatures([AccountsModule, SessionsModule, ModerationModule, OperationsModule]);
  [host, guest] = [await anActor(features, 'Aline'), await anActor(features)];
});
afterAll(() => features.close());

async function aSession(): Promise<string> {
  const { id } = await aScheduledSession(features, host, { title: 'Tea from Nyungwe' });
  await features.get(MoveSession, { strict: false }).start(host, id);
  return id;
}
const lines = async (query: Partial<AuditQuery>): Promise<AuditEntry[]> =>
  (await features.get(ReadAudit).page({ limit: 100, ...query })).items;
const operator = (): SignedInActor => ({ ...host, kind: 'operator', accountId: randomUUID() });

describe('the audit', () => {
  it('keeps what a host did, to whom and where, newest first', async () => {
    const session = await aSession();
    await features.get(SessionRoles, { strict: false }).give(host, session, guest.accountId, 'moderator');
    await features.get(SessionRoles, { strict: false }).take(host, session, guest.accountId);
    await features.get(Bans).ban(host, session, guest.accountId);
    await features.get(Bans).lift(host, session, guest.accountId);
    const actor = { kind: 'guest', id: host.accountId };
    const of = { actor, sessionId: session, subjectId: guest.accountId };
    expect(await lines({ session })).toMatchObject([
      { ...of, action: 'ban.lifted' },
      { ...of, action: 'ban.placed' },
      { ...of, action: 'role.taken' },
      { ...of, action: 'role.given', detail: 'moderator' },
      { actor, action: 'session.started', sessionId: session, subjectId: null },
    ]);
  });

  it('has no line of what did not happen', async () => {
    const session = await aSession();
    const nobody = randomUUID();
    await expect(features.get(Bans).ban(host, session, nobody)).rejects.toMatchObject({ code: 'account.not-found' });
    await expect(features.get(Bans).ban(guest, session, host.accountId)).rejects.toMatchObject({
      code: 'account.forbidden',
    });
    expect((await lines({ session })).map(({ action }) => action)).toEqual(['session.started']);
  });

  it('keeps why an operator ended a session, once', async () => {
    const [session, actor] = [await aSession(), operator()];
    await features.get(WatchSessions).end(actor, session, 'safety');
    await features.get(WatchSessions).end(actor, session, 'fraud');
    expect(await lines({ session, action: 'session.ended' })).toMatchObject([
      { actor: { kind: 'operator', id: actor.accountId }, detail: 'safety' },
    ]);
  });

  it('is found by who did it, to what, and page by page', async () => {
    const [one, other] = [await aSession(), await aSession()];
    const actor = operator();
    await features.get(WatchSessions).end(actor, one, 'legal');
    await features.get(WatchSessions).end(actor, other, 'technical');
    expect((await lines({ actor: actor.accountId })).map(({ sessionId }) => sessionId)).toEqual([other, one]);
    const first = await features.get(ReadAudit).page({ actor: actor.accountId, limit: 1 });
    const second = await features.get(ReadAudit).page({
      actor: actor.accountId,
      limit: 1,
      cursor: first.nextCursor as string,
    });
    expect([...first.items, ...second.items].map(({ sessionId }) => sessionId)).toEqual([other, one]);
    expect(second.nextCursor).toBeNull();
  });

  it('can not be changed, not even by its own store', async () => {
    const { pool } = features.get(Database);
    await features.get(AuditStore).write(pool, { actor: host, action: 'ban.placed' });
    for (const statement of ['UPDATE audit_entry SET action = $1', 'DELETE FROM audit_entry WHERE action <> $1'])
      await expect(pool.query(statement, ['nothing'])).rejects.toThrow('the audit is append-only');
    await expect(pool.query('TRUNCATE audit_entry')).rejects.toThrow('the audit is append-only');
  });
});
