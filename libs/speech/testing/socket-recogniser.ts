import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { asWav } from '../src/audio/pcm.js';
import { heardIn } from './http-recogniser.js';
import { babble, type Behaviour, secret } from './speech-conformance.js';

/** How a recogniser over a socket behaves, in order of what it gets. What it returns is said. */
export type Conversationalist = {
  /** Each part of the audio. */
  part?(): unknown;
  /** Whether this is the message after which no audio follows. */
  isEnd(message: string): boolean;
  /** What it says at the end. */
  end(text: string, lastsMs: number): readonly unknown[];
};

/** A local server in the shape of a recogniser over a socket. It closes the line in good order when it has said all. */
export class SocketRecogniser {
  readonly asked: { url: string; headers: IncomingMessage['headers']; texts: string[] }[] = [];
  private how: Behaviour = 'work';

  private constructor(
    private readonly server: WebSocketServer,
    private readonly shape: Conversationalist,
  ) {
    server.on('connection', (socket, request) => this.talk(socket, request));
  }

  static async start(shape: Conversationalist): Promise<SocketRecogniser> {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    return new SocketRecogniser(server, shape);
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  behave(how: Behaviour): void {
    this.how = how;
  }

  lines(): number {
    return this.server.clients.size;
  }

  async close(): Promise<void> {
    for (const socket of this.server.clients) socket.terminate();
    this.server.close();
    await once(this.server, 'close');
  }

  private talk(socket: WebSocket, request: IncomingMessage): void {
    const asked = { url: request.url ?? '', headers: request.headers, texts: [] as string[] };
    this.asked.push(asked);
    if (this.how === 'hang up') return socket.terminate();
    if (this.how === 'refuse') return socket.close(1008, secret);
    const parts: Buffer[] = [];
    const say = (message: unknown) => socket.send(JSON.stringify(message));
    socket.on('message', (data: Buffer, isBinary) => {
      if (this.how === 'hang') return;
      if (isBinary) {
        parts.push(data);
        const answer = this.shape.part?.();
        if (answer !== undefined) say(answer);
        return;
      }
      asked.texts.push(data.toString());
      if (!this.shape.isEnd(data.toString())) return;
      const { text, lastsMs } = heardIn(asWav(Buffer.concat(parts)));
      const instead: Partial<Record<Behaviour, string>> = { babble, flood: secret.repeat(100_000) };
      if (this.how === 'junk') say([secret]);
      else for (const message of this.shape.end(instead[this.how] ?? text, lastsMs)) say(message);
      socket.close(1000);
    });
  }
}
