import { WebSocket } from 'ws';
import { HttpClient, MemoryTokenStore, SessionConnection, SignedInClient } from '#libs/client';

/** Where the house is reached from outside. The demo's people come in by the same door as everybody. */
export type Address = { http: string; realtime: string };

/** Somebody at the door: signs in or registers, sends requests, and joins the session. */
export class Visitor {
  readonly http: SignedInClient;
  #connection: SessionConnection | undefined;

  constructor(private readonly address: Address) {
    this.http = new SignedInClient(new HttpClient(address.http), new MemoryTokenStore());
  }

  join(sessionId: string, lang: string): SessionConnection {
    this.#connection = new SessionConnection({
      realtimeUrl: this.address.realtime,
      sessionId,
      lang,
      WebSocket,
      token: (renew) => this.http.token(renew),
    });
    this.#connection.open();
    return this.#connection;
  }

  leave(): void {
    this.#connection?.close();
  }
}
