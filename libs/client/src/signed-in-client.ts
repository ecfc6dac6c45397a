import { type RegisterGuest, type SignIn, Tokens } from '#libs/contracts';
import type { z } from 'zod';
import { ApiProblem } from './api-problem.js';
import type { HttpClient, HttpRequest } from './http-client.js';
import type { TokenStore } from './token-store.js';

/** An access token that ends sooner than this is renewed before it is used, in milliseconds. */
const RENEW_BEFORE_MS = 30_000;

/** Who calls: keeps a person's tokens, renews them in time, and sends requests with them. */
export class SignedInClient {
  constructor(
    private readonly http: HttpClient,
    private readonly store: TokenStore,
  ) {}

  get account(): Tokens['account'] | null {
    return this.store.read()?.account ?? null;
  }

  async signIn(body: SignIn): Promise<Tokens> {
    return this.keep(await this.http.send({ method: 'POST', path: '/tokens', body, answer: Tokens }));
  }

  async registerGuest(body: z.input<typeof RegisterGuest>): Promise<Tokens> {
    return this.keep(await this.http.send({ method: 'POST', path: '/guests', body, answer: Tokens }));
  }

  signOut(): void {
    this.store.write(null);
  }

  /** A good access token, or `undefined` when nobody is signed in (any more). */
  async token(renew = false): Promise<string | undefined> {
    const tokens = this.store.read();
    if (tokens === null) return undefined;
    if (!renew && Date.parse(tokens.expiresAt) - Date.now() > RENEW_BEFORE_MS) return tokens.accessToken;
    return this.store.exclusively(() => this.renew(tokens.accessToken));
  }

  /** With a token when there is one; once again with a fresh one when the server no longer takes it. */
  send<T>(request: HttpRequest<T>): Promise<T> {
    const key = request.key ?? globalThis.crypto.randomUUID();
    return this.withToken((token) => this.http.send({ ...request, key }, token));
  }

  /** @param accept media type */
  text(path: string, accept: string): Promise<string> {
    return this.withToken((token) => this.http.text(path, accept, token));
  }

  private async withToken<T>(call: (token?: string) => Promise<T>): Promise<T> {
    const token = await this.token();
    try {
      return await call(token);
    } catch (error) {
      if (!isUnauthenticated(error) || token === undefined) throw error;
      const fresh = await this.token(true);
      if (fresh === undefined) throw error;
      return call(fresh);
    }
  }

  private async renew(stale: string): Promise<string | undefined> {
    const tokens = this.store.read();
    // Another tab was quicker, or the person signed out.
    if (tokens === null || tokens.accessToken !== stale) return tokens?.accessToken;
    try {
      const body = { refreshToken: tokens.refreshToken };
      return this.keep(await this.http.send({ method: 'POST', path: '/tokens/refresh', body, answer: Tokens }))
        .accessToken;
    } catch (error) {
      if (!isUnauthenticated(error)) throw error;
      this.signOut();
      return undefined;
    }
  }

  private keep(tokens: Tokens): Tokens {
    this.store.write(tokens);
    return tokens;
  }
}

const isUnauthenticated = (error: unknown) => error instanceof ApiProblem && error.problem.status === 401;
