import { createHash, createHmac, randomBytes } from 'node:crypto';

/** 256 random bits in base64url: nothing can be guessed, so a fast hash is enough to keep it. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** As good as a new one to whoever does not have `key`, and the same again for the same `purpose`. */
export const derivedSecret = (key: string, purpose: string): string =>
  createHmac('sha256', key).update(purpose).digest('base64url');

/** SHA-256 in hex: what is stored instead of the secret. */
export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');
