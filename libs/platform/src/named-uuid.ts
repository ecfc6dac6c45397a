import { createHash } from 'node:crypto';

/** Of Silkcast's names: a UUID like any other, and always this one. */
const namespace = Buffer.from('6f1d0c0e9b1d4a5e8f4b7a2c3d5e9f10', 'hex');

/** The same name has the same UUID, in every process and for all time (RFC 9562, version 5). */
export function namedUuid(name: string): string {
  const hash = createHash('sha1').update(namespace).update(name, 'utf8').digest().subarray(0, 16);
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
