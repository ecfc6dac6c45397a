import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import type { Tokens } from '#libs/contracts';
import { openFeatures } from '../../../tests/support/feature.js';
import { AccountSessions } from './account-sessions.js';
import { AccountsModule } from './accounts.module.js';
import { RegisterAccount } from './register-account.js';
import { RegisterGuest } from './register-guest.js';
import { SignIn } from './sign-in.js';
import { TokenVerifier } from './token-verifier.js';

let features: INestApplicationContext;
let sessions: AccountSessions;

beforeAll(async () => {
  features = await openFeatures([AccountsModule]);
  sessions = features.get(AccountSessions);
});
afterAll(() => features.close());

const aGuest = (): Promise<Tokens> =>
  features.get(RegisterGuest).register({ displayName: 'Amina', lang: 'sw', simulated: false });
const anAddress = () => `${randomUUID()}@example.org`;
const aPerson = (email: string): Promise<Tokens> =>
  features.get(RegisterAccount).register({ email, password: 'tea-with-honey', displayName: 'Aline', lang: 'en' });

const reused = expect.objectContaining({ code: 'account.refresh-reused' });
const unauthenticated = expect.objectContaining({ code: 'account.unauthenticated' });

describe('signing in', () => {
  it('takes the address in any case, and gives tokens that tell who it is', async () => {
    const email = anAddress();
    const { account } = await aPerson(email);
    const tokens = await features.get(SignIn).signIn({ email: ` ${email.toUpperCase()} `, password: 'tea-with-honey' });
    expect(tokens.account).toEqual(account);
    expect(await features.get(TokenVerifier).verify(tokens.accessToken)).toEqual({
      kind: 'person',
      accountId: account.id,
      displayName: 'Aline',
      simulated: false,
    });
  });

  it('tells a wrong password and an unknown address by the same words', async () => {
    const email = anAddress();
    await aPerson(email);
    const wrong = expect.objectContaining({ code: 'account.wrong-credentials' });
    await expect(features.get(SignIn).signIn({ email, password: 'coffee-with-milk' })).rejects.toEqual(wrong);
    await expect(features.get(SignIn).signIn({ email: anAddress(), password: 'x' })).rejects.toEqual(wrong);
  });

  it('does not let the same address register twice', async () => {
    const email = anAddress();
    await aPerson(email);
    await expect(aPerson(email.toUpperCase())).rejects.toEqual(
      expect.objectContaining({ code: 'account.email-taken' }),
    );
  });
});

describe('a refresh token', () => {
  it('gets new tokens, again and again', async () => {
    const first = await aGuest();
    const second = await sessions.refresh(first.refreshToken);
    const third = await sessions.refresh(second.refreshToken);
    expect(third.account).toEqual(first.account);
    expect(new Set([first, second, third].map(({ refreshToken }) => refreshToken)).size).toBe(3);
  });

  it('works once: used again it ends the whole family', async () => {
    const first = await aGuest();
    const second = await sessions.refresh(first.refreshToken);
    await expect(sessions.refresh(first.refreshToken)).rejects.toEqual(reused);
    await expect(sessions.refresh(second.refreshToken)).rejects.toEqual(unauthenticated);
  });

  it('leaves other sign-ins of the account alone when its family ends', async () => {
    const email = anAddress();
    const here = await aPerson(email);
    const elsewhere = await features.get(SignIn).signIn({ email, password: 'tea-with-honey' });
    await sessions.refresh(here.refreshToken);
    await expect(sessions.refresh(here.refreshToken)).rejects.toEqual(reused);
    expect((await sessions.refresh(elsewhere.refreshToken)).account).toEqual(here.account);
  });

  it('is given to one of many who come with it at once', async () => {
    const { refreshToken } = await aGuest();
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => sessions.refresh(refreshToken)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('gets the same answer when the same call is sent again, also at the same time', async () => {
    const { refreshToken } = await aGuest();
    const calls = await Promise.all([1, 2, 3].map(() => sessions.refresh(refreshToken, 'retry-key-1')));
    expect(new Set(calls.map((tokens) => tokens.refreshToken)).size).toBe(1);
    const [answer] = calls;
    expect((await sessions.refresh(answer?.refreshToken ?? '')).account).toEqual(answer?.account);
  });

  it('is reused when another call comes with it, or the same one after its answer was used', async () => {
    const first = await aGuest();
    await sessions.refresh(first.refreshToken, 'retry-key-1');
    await expect(sessions.refresh(first.refreshToken, 'retry-key-2')).rejects.toEqual(reused);
    const other = await aGuest();
    const next = await sessions.refresh(other.refreshToken, 'retry-key-1');
    await sessions.refresh(next.refreshToken);
    await expect(sessions.refresh(other.refreshToken, 'retry-key-1')).rejects.toEqual(reused);
  });

  it('is worth nothing after signing out, nor is one that never was', async () => {
    const { refreshToken } = await aGuest();
    await sessions.end(refreshToken);
    await expect(sessions.refresh(refreshToken)).rejects.toEqual(unauthenticated);
    await expect(sessions.refresh('there-is-no-such-token')).rejects.toEqual(unauthenticated);
    await expect(sessions.end('there-is-no-such-token')).resolves.toBeUndefined();
  });
});
