import { describe, expect, it } from '@jest/globals';
import { Passwords } from './passwords.js';

describe('passwords', () => {
  const passwords = new Passwords();

  it('are kept as Argon2id at the cost OWASP asks for', async () => {
    expect(await passwords.hash('a long password')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('match their own hash only, however their accents were typed', async () => {
    const hash = await passwords.hash('caf\u00e9 au lait');
    expect(await passwords.matches('cafe\u0301 au lait', hash)).toBe(true);
    expect(await passwords.matches('cafe au lait', hash)).toBe(false);
  });

  it('never match where there is no hash, and take as long to say so', async () => {
    const hash = await passwords.hash('a long password');
    const wrong = await timed(() => passwords.matches('another password', hash));
    const unknown = await timed(() => passwords.matches('nobody has this password', null));
    expect(unknown.result).toBe(false);
    expect(unknown.ms).toBeGreaterThan(wrong.ms / 3);
  });
});

/** The fastest of five, so that a busy machine does not decide. */
async function timed<T>(work: () => Promise<T>): Promise<{ result: T; ms: number }> {
  let ms = Infinity;
  let result = await work();
  for (let run = 0; run < 5; run++) {
    const started = performance.now();
    result = await work();
    ms = Math.min(ms, performance.now() - started);
  }
  return { result, ms };
}
