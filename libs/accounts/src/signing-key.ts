import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

/** What precedes the 32 bytes of the seed in a PKCS #8 Ed25519 private key (RFC 8410, section 7). */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** `id` is the RFC 7638 thumbprint of the public key: tokens name it, so that keys can be exchanged. */
export type SigningKey = { id: string; privateKey: KeyObject; publicKey: KeyObject };

/** The Ed25519 key that grows out of a 32-byte seed in base64url. The same seed always gives the same key. */
export function signingKeyFrom(seed: string): SigningKey {
  const der = Buffer.concat([pkcs8Prefix, Buffer.from(seed, 'base64url')]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey);
  const { crv, kty, x } = publicKey.export({ format: 'jwk' });
  const id = createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
  return { id, privateKey, publicKey };
}
