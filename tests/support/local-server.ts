import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export type Received = { method: string; path: string; headers: IncomingMessage['headers']; body: string };
/** Null: the connection ends without an answer. */
export type Answered = { status: number; body?: unknown } | null;

/** A server of this machine that answers as a provider's would. */
export class LocalServer {
  readonly #server;

  private constructor(answer: (request: Received) => Answered) {
    this.#server = createServer((request, response) => {
      void text(request).then((body) => {
        const { method = '', url: path = '', headers } = request;
        const answered = answer({ method, path, headers, body });
        if (answered === null) return request.socket.destroy();
        response.writeHead(answered.status, { 'content-type': 'application/json' });
        response.end(answered.body === undefined ? '' : JSON.stringify(answered.body));
      });
    });
  }

  static async open(answer: (request: Received) => Answered): Promise<LocalServer> {
    const server = new LocalServer(answer);
    await once(server.#server.listen(0, '127.0.0.1'), 'listening');
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }
}
