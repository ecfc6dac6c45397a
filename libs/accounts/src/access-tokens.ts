import { Inject, Injectable } from '@nestjs/common';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { AccountKind, type Account, DomainError, Id, type Settings, type SignedInActor } from '#libs/contracts';
import { SETTINGS } from '#libs/platform';
import { type SigningKey, signingKeyFrom } from './signing-key.js';

const issuer = 'urn:silkcast';
const audience = 'urn:silkcast:api';
const algorithm = 'EdDSA';
/** Clocks of two nodes may differ by so many seconds. */
const clockTolerance = 5;

const Claims = z.object({ sub: Id, kind: AccountKind, name: z.string(), simulated: z.boolean() });

/**
 * Short-lived JWTs (RFC 7519) signed with Ed25519 (RFC 8037). They hold who the account is, so that no process asks the
 * database to know its caller.
 */
@Injectable()
export class AccessTokens {
  readonly #key: SigningKey;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {
    this.#key = signingKeyFrom(settings.TOKEN_SIGNING_KEY);
  }

  async issue(account: Account): Promise<{ token: string; expiresAt: Date }> {
    const expiresAt = new Date((Math.floor(Date.now() / 1000) + this.settings.ACCESS_TOKEN_SECONDS) * 1000);
    const token = await new SignJWT({ kind: account.kind, name: account.displayName, simulated: account.simulated })
      .setProtectedHeader({ alg: algorithm, typ: 'JWT', kid: this.#key.id })
      .setSubject(account.id)
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(expiresAt)
      .sign(this.#key.privateKey);
    return { token, expiresAt };
  }

  /** @throws DomainError `account.unauthenticated` whatever is wrong with the token */
  async verify(token: string): Promise<SignedInActor> {
    try {
      const { payload } = await jwtVerify(
        token,
        ({ kid }) => {
          if (kid !== this.#key.id) throw new Error('unknown key');
          return this.#key.publicKey;
        },
        { issuer, audience, algorithms: [algorithm], typ: 'JWT', clockTolerance, requiredClaims: ['exp', 'iat'] },
      );
      const { sub, kind, name, simulated } = Claims.parse(payload);
      return { kind, accountId: sub, displayName: name, simulated };
    } catch (cause) {
      throw new DomainError('account.unauthenticated', undefined, {}, { cause });
    }
  }
}
