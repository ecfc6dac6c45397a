import { randomInt } from 'node:crypto';

/** Letters and digits that are not mistaken for one another, read or spoken. */
const alphabet = '23456789ACDEFGHJKLMNPQRTUVWXYZ';

/** What people read aloud to name an order, such as `K7Q-2MX-9PD`: random, so that it does not tell how much is sold. */
export function orderNumber(): string {
  const group = () => Array.from({ length: 3 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return `${group()}-${group()}-${group()}`;
}
