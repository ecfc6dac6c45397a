import { Injectable } from '@nestjs/common';
import { hash, type Options, verify } from '@node-rs/argon2';

/**
 * OWASP Password Storage Cheat Sheet: 19 MiB of memory, two passes, one lane. Argon2id is the library's own choice (its
 * enum can not be named under isolatedModules); a test holds it to that.
 */
const cost: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Passwords are kept as Argon2id hashes (RFC 9106) in the PHC string format. */
@Injectable()
export class Passwords {
  readonly #decoy = hash('nobody has this password', cost);

  hash(password: string): Promise<string> {
    return hash(password.normalize('NFKC'), cost);
  }

  /** Without a hash to compare with it takes as long and says no: time does not tell whether an account exists. */
  async matches(password: string, passwordHash: string | null): Promise<boolean> {
    const matches = await verify(passwordHash ?? (await this.#decoy), password.normalize('NFKC'));
    return matches && passwordHash !== null;
  }
}
