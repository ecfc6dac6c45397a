import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface SeenRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: unknown;
}
type Reply = { status: number; body: unknown } | 'hang-up';

/** A real HTTP server that writes down what it is asked and answers as told. */
export class ScriptedServer {
  readonly seen: SeenRequest[] = [];
  reply: (request: SeenRequest) => Reply = () => ({ status: 200, body: null });

  private constructor(private readonly server: Server) {}

  static start(): Promise<ScriptedServer> {
    const server = createServer();
    const scripted = new ScriptedServer(server);
    server.on('request', (request, response) => {
      void text(request).then((body) => {
        const seen: SeenRequest = {
          method: request.method ?? '',
          path: request.url ?? '',
          headers: request.headers,
          body: body === '' ? null : JSON.parse(body),
        };
        scripted.seen.push(seen);
        const reply = scripted.reply(seen);
        if (reply === 'hang-up') return response.destroy();
        return response.writeHead(reply.status).end(JSON.stringify(reply.body));
      });
    });
    return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(scripted)));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): Promise<unknown> {
    return new Promise((resolve) => this.server.close(resolve));
  }
}
