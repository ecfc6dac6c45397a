import type { Tokens } from '#libs/contracts';

/** Where a person's tokens are kept: the browser's storage, or memory. */
export interface TokenStore {
  read(): Tokens | null;
  write(tokens: Tokens | null): void;
  /**
   * Runs one piece of work at a time among all that use the same storage (the tabs of a browser): a refresh token works
   * once only.
   */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
}

export class MemoryTokenStore implements TokenStore {
  private tokens: Tokens | null = null;
  private last: Promise<unknown> = Promise.resolve();

  read(): Tokens | null {
    return this.tokens;
  }

  write(tokens: Tokens | null): void {
    this.tokens = tokens;
  }

  exclusively<T>(work: () => Promise<T>): Promise<T> {
    const done = this.last.then(work, work);
    this.last = done.catch(() => undefined);
    return done;
  }
}
