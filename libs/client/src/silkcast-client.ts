import type { ConnectionOptions } from './connection-options.js';
import { HttpClient } from './http-client.js';
import { SessionConnection } from './session-connection.js';
import { serviceConfig } from './session-requests.js';
import { SignedInClient } from './signed-in-client.js';
import type { SocketConstructor } from './socket.js';
import { MemoryTokenStore, type TokenStore } from './token-store.js';

export interface SilkcastClientOptions {
  /** Where the API is, without `/v1`; empty for the page's own origin. */
  apiUrl: string;
  WebSocket: SocketConstructor;
  /** By default in memory, for as long as the program runs. */
  tokens?: TokenStore;
}

/** One person at one Silkcast: their requests, and their connections to sessions. */
export class SilkcastClient {
  readonly http: HttpClient;
  readonly me: SignedInClient;

  constructor(private readonly options: SilkcastClientOptions) {
    this.http = new HttpClient(options.apiUrl);
    this.me = new SignedInClient(this.http, options.tokens ?? new MemoryTokenStore());
  }

  /** Not open yet: listen first, then `open()`. */
  async watch(
    sessionId: string,
    lang: string,
    options: Omit<ConnectionOptions, 'realtimeUrl' | 'sessionId' | 'lang' | 'WebSocket' | 'token' | 'api'> = {},
  ): Promise<SessionConnection> {
    const { realtimeUrl } = await this.http.send(serviceConfig());
    const token = (renew: boolean) => this.me.token(renew);
    return new SessionConnection({
      ...options,
      realtimeUrl,
      sessionId,
      lang,
      token,
      api: this.me,
      WebSocket: this.options.WebSocket,
    });
  }
}
