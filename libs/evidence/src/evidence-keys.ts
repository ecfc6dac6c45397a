import { createHash, hkdfSync } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type SigningKey, signingKeyFrom } from '#libs/accounts';
import type { JwkSet, Settings } from '#libs/contracts';
import { SETTINGS } from '#libs/platform';

/**
 * The key that signs evidence, and the ones that did. Without a setting it grows out of the house's one secret (HKDF, RFC
 * 5869), apart from the key of access tokens: neither signature passes for the other.
 */
@Injectable()
export class EvidenceKeys {
  readonly current: SigningKey;
  readonly #retired: readonly string[];

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.current = signingKeyFrom(settings.EVIDENCE_SIGNING_KEY ?? grownSeed(settings.TOKEN_SIGNING_KEY));
    this.#retired = settings.EVIDENCE_RETIRED_KEYS;
  }

  /** The newest first. */
  published(): JwkSet {
    const { x } = this.current.publicKey.export({ format: 'jwk' }) as { x: string };
    return { keys: [x, ...this.#retired].map(jwkOf) };
  }
}

const grownSeed = (signingKey: string): string =>
  Buffer.from(hkdfSync('sha256', Buffer.from(signingKey, 'base64url'), '', 'silkcast evidence', 32)).toString(
    'base64url',
  );

/** The members of a thumbprint are in the order of their names (RFC 7638, section 3). */
function jwkOf(x: string): JwkSet['keys'][number] {
  const thumbprint = createHash('sha256').update(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }));
  return { kty: 'OKP', crv: 'Ed25519', x, kid: thumbprint.digest('base64url'), alg: 'EdDSA', use: 'sig' };
}
