import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StubRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}
export interface StubAnswer {
  status?: number;
  headers?: Record<string, string>;
  body: string;
}
type StubReaction = StubAnswer | 'hang' | 'hang up';
export type StubBehaviour = (request: StubRequest) => StubReaction | Promise<StubReaction>;

/** A local HTTP server that stands for an engine. What it was asked is kept; how it answers can be changed. */
export class EngineStub {
  readonly requests: StubRequest[] = [];
  private readonly server = createServer((request, response) => {
    void readBody(request).then(async (body) => {
      const { method = '', url: path = '', headers } = request;
      const asked = { method, path, headers, body };
      this.requests.push(asked);
      const answer = await this.behaviour(asked);
      if (answer === 'hang up') response.destroy();
      else if (answer !== 'hang') {
        response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
        response.end(answer.body);
      }
    });
  });

  private constructor(private behaviour: StubBehaviour) {}

  static async start(behaviour: StubBehaviour): Promise<EngineStub> {
    const stub = new EngineStub(behaviour);
    await new Promise<void>((resolve) => {
      stub.server.listen(0, '127.0.0.1', resolve);
    });
    return stub;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Answers another way until the returned function is called. */
  behave(behaviour: StubBehaviour): () => void {
    const before = this.behaviour;
    this.behaviour = behaviour;
    return () => {
      this.behaviour = before;
    };
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => {
      this.server.close(resolve);
    });
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
