import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { AccountsModule } from '#libs/accounts';
import { channels, type SessionRole, type SignedInActor } from '#libs/contracts';
import { SessionLog } from '#libs/session-log';
import { MoveSession, SessionRoles, SessionsModule } from '#libs/sessions';
import { aScheduledSession } from '../../../tests/support/a-scheduled-session.js';
import { anActor, openFeatures, quietSettings } from '../../../tests/support/feature.js';
import { Admission } from './admission.js';
import { Bans } from './bans.js';
import { BlockedWords } from './blocked-words.js';
import { ModerationModule } from './moderation.module.js';
import { ReviewHooks } from './review-hooks.js';
import { SetSlowMode } from './set-slow-mode.js';

const fewMessages = {
  CHAT_PER_ACCOUNT: '3',
  CHAT_PER_ADDRESS: '4',
  CHAT_PER_SESSION: '6',
  CLAIMS_PER_ACCOUNT: '2',
};

/** What a refusal says of itself. */
const refused = (code: string, detail: RegExp) =>
  expect.objectContaining({ code, detail: expect.stringMatching(detail) });

describe('who may write and claim', () => {
  let features: INestApplicationContext;
  beforeAll(async () => {
    features = await openFeatures([AccountsModule, SessionsModule, ModerationModule], quietSettings(fewMessages));
  });
  afterAll(() => features.close());

  const get = <T>(type: new (...args: never[]) => T): T => features.get(type, { strict: false });

  async function aRoom() {
    const host = await anActor(features, 'Host');
    const { id } = await aScheduledSession(features, host, { title: 'Tea from Nyungwe' });
    await get(MoveSession).start(host, id);
    const withRole = async (role: SessionRole): Promise<SignedInActor> => {
      const actor = await anActor(features, role);
      await get(SessionRoles).give(host, id, actor.accountId, role);
      return actor;
    };
    return { id, host, viewer: await anActor(features), withRole };
  }

  const say = (actor: SignedInActor, session: string, text = 'good tea', address?: string) =>
    get(Admission)
      .ofMessage(actor, session, { text, lang: 'en' }, address === undefined ? {} : { address })
      .then(
        () => 'taken',
        (error: unknown) => error,
      );
  const claim = (actor: SignedInActor, session: string) =>
    get(Admission)
      .ofClaim(actor, session, {})
      .then(
        () => 'taken',
        (error: unknown) => error,
      );
  const waitOf = (refusal: unknown) => (refusal as { extras: { retryAfterMs: number } }).extras.retryAfterMs;

  describe('a limit', () => {
    it('of an account is told by name, with the wait until the next message', async () => {
      const { id, viewer } = await aRoom();
      const before = Date.now();
      for (let n = 0; n < 3; n++) expect(await say(viewer, id)).toBe('taken');
      const refusal = await say(viewer, id);
      expect(refusal).toEqual(refused('request.limited', /account.*3 messages in 10 seconds/));
      expect(waitOf(refusal)).toBeLessThanOrEqual(10_000);
      expect(waitOf(refusal)).toBeGreaterThanOrEqual(10_000 - (Date.now() - before));
    });

    it('of an address counts everyone behind it, and takes a network of IPv6 for one', async () => {
      const { id } = await aRoom();
      for (let n = 0; n < 4; n++)
        expect(await say(await anActor(features), id, 'hi', `2001:db8:1:2::${n}`)).toBe('taken');
      const refusal = await say(await anActor(features), id, 'hi', '2001:db8:1:2::ffff');
      expect(refusal).toEqual(refused('request.limited', /address.*4 messages/));
      expect(await say(await anActor(features), id, 'hi', '2001:db8:1:3::1')).toBe('taken');
    });

    it('of a session counts everyone in it, and what was refused before it is not counted', async () => {
      const { id, viewer } = await aRoom();
      for (let n = 0; n < 30; n++) await say(viewer, id);
      for (let n = 0; n < 3; n++) expect(await say(await anActor(features), id)).toBe('taken');
      expect(await say(await anActor(features), id)).toEqual(refused('request.limited', /session.*6 messages/));
    });

    it('of claims stands beside that of messages', async () => {
      const { id, viewer } = await aRoom();
      expect([await claim(viewer, id), await claim(viewer, id)]).toEqual(['taken', 'taken']);
      expect(await claim(viewer, id)).toEqual(refused('request.limited', /account.*2 claims/));
      expect(await say(viewer, id)).toBe('taken');
    });

    it.each(['co-host', 'moderator'] as const)(
      'is five times higher for a %s, who is not held to the others',
      async (role) => {
        const { id, withRole } = await aRoom();
        const actor = await withRole(role);
        for (let n = 0; n < 15; n++) expect(await say(actor, id, 'welcome', '203.0.113.9')).toBe('taken');
        expect(await say(actor, id)).toEqual(refused('request.limited', /account.*15 messages/));
      },
    );
  });

  describe('slow mode', () => {
    it('gives each viewer one message in its time, and says when the next is', async () => {
      const { id, host, viewer } = await aRoom();
      await get(SetSlowMode).set(host, id, 30);
      expect(await say(viewer, id)).toBe('taken');
      const refusal = await say(viewer, id);
      expect(refusal).toEqual(refused('request.limited', /Slow mode: one message in 30 seconds/));
      expect(waitOf(refusal)).toBeGreaterThan(29_000);
      expect(waitOf(refusal)).toBeLessThanOrEqual(30_000);
      expect(await say(await anActor(features), id)).toBe('taken');
      await get(SetSlowMode).set(host, id, 0);
      expect(await say(viewer, id)).toBe('taken');
    });

    it('does not bind the staff', async () => {
      const { id, host, withRole } = await aRoom();
      await get(SetSlowMode).set(host, id, 300);
      for (const actor of [host, await withRole('moderator')])
        expect([await say(actor, id), await say(actor, id)]).toEqual(['taken', 'taken']);
    });

    it('is told to the room, once for each change', async () => {
      const { id, host, withRole } = await aRoom();
      for (const seconds of [10, 10, 0]) await get(SetSlowMode).set(host, id, seconds);
      const told = await features.get(SessionLog).latest(id, channels.control, 10);
      expect(told.map(({ event }) => event).slice(1)).toEqual([
        { type: 'chat.slow-mode', seconds: 10 },
        { type: 'chat.slow-mode', seconds: 0 },
      ]);
      await expect(get(SetSlowMode).set(await withRole('interpreter'), id, 5)).rejects.toMatchObject({
        code: 'account.forbidden',
      });
    });
  });

  describe('the blocked words', () => {
    it('keep a message of a viewer out, and let one of the staff pass', async () => {
      const { id, host, viewer } = await aRoom();
      expect(await get(BlockedWords).put(host, id, ['Scam', '假货', 'Scam'])).toEqual(['Scam', '假货']);
      expect(await get(BlockedWords).read(host, id)).toEqual(['Scam', '假货']);
      expect(await say(viewer, id, 'this is a ＳＣＡＭ')).toEqual(refused('chat.blocked', /word/));
      expect(await say(viewer, id, '都是假货')).toEqual(refused('chat.blocked', /word/));
      expect(await say(viewer, id, 'scampi for dinner')).toBe('taken');
      expect(await say(host, id, 'nothing here is a scam')).toBe('taken');
    });

    it('do not use up the turn of slow mode', async () => {
      const { id, host, viewer } = await aRoom();
      await get(SetSlowMode).set(host, id, 60);
      await get(BlockedWords).put(host, id, ['scam']);
      expect(await say(viewer, id, 'scam')).toEqual(refused('chat.blocked', /word/));
      expect(await say(viewer, id, 'sorry')).toBe('taken');
    });

    it('are for the staff to see, and hold nothing that can not be seen', async () => {
      const { id, host, viewer } = await aRoom();
      await expect(get(BlockedWords).read(viewer, id)).rejects.toMatchObject({ code: 'account.forbidden' });
      await expect(get(BlockedWords).put(host, id, ['fine', '\u200B'])).rejects.toMatchObject({
        code: 'request.invalid',
        extras: { fields: [{ pointer: '/words/1' }] },
      });
    });
  });

  describe('a ban', () => {
    it('keeps somebody from writing and claiming until it is lifted', async () => {
      const { id, withRole, viewer } = await aRoom();
      const moderator = await withRole('moderator');
      await get(Bans).ban(moderator, id, viewer.accountId);
      expect(await say(viewer, id)).toEqual(refused('chat.blocked', /banned/));
      expect(await claim(viewer, id)).toEqual(refused('chat.blocked', /banned/));
      expect(await say(viewer, (await aRoom()).id)).toBe('taken');
      await get(Bans).lift(moderator, id, viewer.accountId);
      expect([await say(viewer, id), await claim(viewer, id)]).toEqual(['taken', 'taken']);
    });

    it('ends by itself, and says when', async () => {
      const { id, host, viewer } = await aRoom();
      await get(Bans).ban(host, id, viewer.accountId);
      await get(Bans).ban(host, id, viewer.accountId, new Date(Date.now() + 400).toISOString());
      const refusal = await say(viewer, id);
      expect(refusal).toEqual(refused('chat.blocked', /banned/));
      await new Promise((resolve) => setTimeout(resolve, waitOf(refusal) + 50));
      expect(await say(viewer, id)).toBe('taken');
    });

    it('is on a list that the staff reads page by page, until it is over or lifted', async () => {
      const { id, host, viewer, withRole } = await aRoom();
      const moderator = await withRole('moderator');
      const [forGood, forAnHour, forAMoment, lifted] = [
        await anActor(features, 'Forever'),
        await anActor(features, 'Later'),
        await anActor(features, 'Soon'),
        await anActor(features, 'Lifted'),
      ];
      const [inAnHour, inAMoment] = [3_600_000, 20].map((ms) => new Date(Date.now() + ms).toISOString());
      const begun = Date.now();
      await get(Bans).ban(host, id, forGood.accountId);
      await get(Bans).ban(host, id, forAnHour.accountId, inAnHour);
      await get(Bans).ban(host, id, forAMoment.accountId, inAMoment);
      await get(Bans).ban(host, id, lifted.accountId);
      await get(Bans).lift(host, id, lifted.accountId);
      const elsewhere = await aRoom();
      await get(Bans).ban(elsewhere.host, elsewhere.id, viewer.accountId);
      await new Promise((resolve) => setTimeout(resolve, 50));

      const first = await get(Bans).list(moderator, id, { limit: 1 });
      expect(first.items).toEqual([
        { account: { id: forAnHour.accountId, name: 'Later' }, at: expect.any(String), until: inAnHour },
      ]);
      // PostgreSQL's clock rounds to the millisecond
      expect(Date.parse(first.items[0]?.at ?? '')).toBeGreaterThanOrEqual(begun - 1);
      const { items, nextCursor } = await get(Bans).list(host, id, { limit: 1, cursor: first.nextCursor ?? '' });
      expect(items).toEqual([
        { account: { id: forGood.accountId, name: 'Forever' }, at: expect.any(String), until: null },
      ]);
      expect(nextCursor).toBeNull();
      await expect(get(Bans).list(viewer, id, { limit: 1 })).rejects.toMatchObject({ code: 'account.forbidden' });
    });

    it('is spoken by the staff, over viewers who exist', async () => {
      const { id, host, viewer, withRole } = await aRoom();
      const moderator = await withRole('moderator');
      for (const [who, whom, code] of [
        [viewer, moderator, 'account.forbidden'],
        [moderator, host, 'account.forbidden'],
        [moderator, moderator, 'account.forbidden'],
        [host, { accountId: uuidv7() }, 'account.not-found'],
      ] as const)
        await expect(get(Bans).ban(who, id, whom.accountId)).rejects.toMatchObject({ code });
    });
  });

  describe('a review hook', () => {
    const unreachable = { url: 'http://review.invalid/chat', failOpen: false };

    it("is the host's to set, with a secret that is made when none is given", async () => {
      const { id, host, withRole } = await aRoom();
      const hook = await get(ReviewHooks).put(host, id, unreachable);
      expect(hook).toMatchObject({ ...unreachable, secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/) });
      await expect(get(ReviewHooks).put(await withRole('moderator'), id, unreachable)).rejects.toMatchObject({
        code: 'account.forbidden',
      });
      const inside = { url: 'http://169.254.169.254/latest', failOpen: true };
      await expect(get(ReviewHooks).put(host, id, inside)).rejects.toMatchObject({ code: 'request.invalid' });
    });

    it('is shown to the host without its secret, and to nobody else', async () => {
      const { id, host, withRole } = await aRoom();
      const read = (actor: SignedInActor) => get(ReviewHooks).read(actor, id);
      await expect(read(host)).rejects.toMatchObject({ code: 'session.no-review-hook' });
      await get(ReviewHooks).put(host, id, unreachable);
      expect(await read(host)).toEqual(unreachable);
      await expect(read(await withRole('moderator'))).rejects.toMatchObject({ code: 'account.forbidden' });
      await get(ReviewHooks).delete(host, id);
      await expect(read(host)).rejects.toMatchObject({ code: 'session.no-review-hook' });
    });

    it('that can not be asked keeps viewers out, unless it is to fail open; the staff is not reviewed', async () => {
      const { id, host, viewer } = await aRoom();
      await get(ReviewHooks).put(host, id, unreachable);
      expect(await say(viewer, id)).toEqual(refused('chat.blocked', /can not be reviewed/));
      expect(await say(host, id)).toBe('taken');
      await get(ReviewHooks).put(host, id, { ...unreachable, failOpen: true });
      expect(await say(viewer, id)).toBe('taken');
      await get(ReviewHooks).delete(host, id);
      expect(await say(viewer, id)).toBe('taken');
    });
  });
});
