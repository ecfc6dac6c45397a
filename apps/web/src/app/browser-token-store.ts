import { Tokens } from '#libs/contracts';
import type { TokenStore } from '#libs/client';

/** Keeps tokens over reloads, the same for all tabs. */
export class BrowserTokenStore implements TokenStore {
  constructor(private readonly name: string) {}

  read(): Tokens | null {
    try {
      return Tokens.safeParse(JSON.parse(localStorage.getItem(this.name) ?? 'null')).data ?? null;
    } catch {
      return null;
    }
  }

  write(tokens: Tokens | null): void {
    if (tokens === null) localStorage.removeItem(this.name);
    else localStorage.setItem(this.name, JSON.stringify(tokens));
  }

  // Locks need a secure context; over plain HTTP in a local network tabs may rarely sign each other out.
  exclusively<T>(work: () => Promise<T>): Promise<T> {
    if (!('locks' in navigator)) return work();
    return navigator.locks.request(this.name, work) as Promise<T>;
  }
}
