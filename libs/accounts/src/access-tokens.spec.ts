import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { decodeProtectedHeader, SignJWT } from 'jose';
import { type Account, Settings } from '#libs/contracts';
import { AccessTokens } from './access-tokens.js';
import { signingKeyFrom } from './signing-key.js';

const seed = randomBytes(32).toString('base64url');
const settings = Settings.parse({ DATABASE_URL: 'postgresql://localhost/none', TOKEN_SIGNING_KEY: seed });
const tokens = new AccessTokens(settings);
const account: Account = {
  id: '01890a5d-ac96-774b-bcce-b302099a8057',
  kind: 'guest',
  displayName: 'Amina',
  lang: 'sw',
  country: null,
  simulated: true,
};
const unauthenticated = expect.objectContaining({ code: 'account.unauthenticated' });

/** A token like ours but for what is changed. */
function forged(
  change: Partial<{ alg: string; kid: string; issuer: string; audience: string; expires: string; kind: string }>,
  key = signingKeyFrom(seed),
): Promise<string> {
  return new SignJWT({ kind: change.kind ?? 'operator', name: 'Mallory', simulated: false })
    .setProtectedHeader({ alg: change.alg ?? 'EdDSA', typ: 'JWT', kid: change.kid ?? key.id })
    .setSubject(account.id)
    .setIssuer(change.issuer ?? 'urn:silkcast')
    .setAudience(change.audience ?? 'urn:silkcast:api')
    .setIssuedAt()
    .setExpirationTime(change.expires ?? '5m')
    .sign(key.privateKey);
}

describe('an access token', () => {
  it('says who the account is, to every process with the same key', async () => {
    const { token, expiresAt } = await tokens.issue(account);
    expect(await new AccessTokens(settings).verify(token)).toEqual({
      kind: 'guest',
      accountId: account.id,
      displayName: 'Amina',
      simulated: true,
    });
    expect(expiresAt.getTime() - Date.now()).toBeGreaterThan(890_000);
    expect(expiresAt.getTime() - Date.now()).toBeLessThanOrEqual(900_000);
  });

  it('names the key by its RFC 7638 thumbprint', async () => {
    // the key and the thumbprint of RFC 8037, appendices A.1 and A.3
    const { id } = signingKeyFrom('nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A');
    expect(id).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
    const { token } = await tokens.issue(account);
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'EdDSA', typ: 'JWT', kid: signingKeyFrom(seed).id });
  });

  it('is taken when everything is right', async () => {
    expect(await tokens.verify(await forged({}))).toMatchObject({ kind: 'operator' });
  });

  it.each([
    ['another issuer', { issuer: 'urn:other' }],
    ['another audience', { audience: 'urn:other' }],
    ['an unknown key id', { kid: 'other' }],
    ['an end in the past', { expires: '-1m' }],
    ['a kind that does not exist', { kind: 'root' }],
  ])('is refused with %s', async (_, change) => {
    await expect(tokens.verify(await forged(change))).rejects.toEqual(unauthenticated);
  });

  it('is refused when another key signed it, though it names ours', async () => {
    const stranger = signingKeyFrom(randomBytes(32).toString('base64url'));
    const token = await forged({ kid: signingKeyFrom(seed).id }, stranger);
    await expect(tokens.verify(token)).rejects.toEqual(unauthenticated);
  });

  it('is refused without a signature, and with one by the public key as a shared secret', async () => {
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
    const { id: kid, publicKey } = signingKeyFrom(seed);
    const claims = {
      kind: 'operator',
      name: 'Mallory',
      simulated: false,
      sub: account.id,
      iss: 'urn:silkcast',
      aud: 'urn:silkcast:api',
      iat: Math.floor(Date.now() / 1000),
      exp: Math.floor(Date.now() / 1000) + 300,
    };
    const unsigned = `${encode({ alg: 'none', typ: 'JWT', kid })}.${encode(claims)}.`;
    await expect(tokens.verify(unsigned)).rejects.toEqual(unauthenticated);
    const head = `${encode({ alg: 'HS256', typ: 'JWT', kid })}.${encode(claims)}`;
    const pem = publicKey.export({ type: 'spki', format: 'pem' });
    const confused = `${head}.${createHmac('sha256', pem).update(head).digest('base64url')}`;
    await expect(tokens.verify(confused)).rejects.toEqual(unauthenticated);
  });

  it.each(['', 'x', 'a.b.c', '..', 'é.é.é'])('is refused when it is none at all: %j', async (text) => {
    await expect(tokens.verify(text)).rejects.toEqual(unauthenticated);
  });
});
