import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Readable } from 'node:stream';
import { durationMs, levelOf } from '../src/audio/pcm.js';
import { babble, type Behaviour, secret } from './speech-conformance.js';

/** A request as it came; `form` when it was multipart, with its file apart. */
export type Asked = {
  path: string;
  headers: IncomingMessage['headers'];
  text: string;
  form: Record<string, string>;
  wav: Buffer;
};
/** How a recogniser is spoken to: where the audio is, and how it says what it heard. */
export type Shape = { audioOf?(asked: Asked): Buffer; answer(text: string, lastsMs: number): unknown };

/** What a recogniser of the tests hears in a WAV file. */
export function heardIn(wav: Buffer): { text: string; lastsMs: number } {
  const pcm = wav.subarray(44);
  return { text: levelOf(pcm) === -100 ? '' : `${durationMs(pcm)} milliseconds.`, lastsMs: durationMs(pcm) };
}

/** A local server in the shape of a recogniser over HTTP. */
export class HttpRecogniser {
  readonly asked: Asked[] = [];
  private readonly server = createServer((request, response) => void this.serve(request, response));
  private readonly sockets = new Set<Socket>();
  private how: Behaviour = 'work';

  private constructor(private readonly shape: Shape) {
    this.server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
  }

  static async start(shape: Shape): Promise<HttpRecogniser> {
    const recogniser = new HttpRecogniser(shape);
    recogniser.server.keepAliveTimeout = 1;
    await once(recogniser.server.listen(0, '127.0.0.1'), 'listening');
    return recogniser;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  behave(how: Behaviour): void {
    this.how = how;
  }

  lines(): number {
    return this.sockets.size;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await read(request).catch(() => null);
    if (asked === null || this.how === 'hang') return;
    this.asked.push(asked);
    if (this.how === 'hang up') return void response.destroy();
    const json = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (this.how === 'refuse') return void json(403, { error: secret });
    if (this.how === 'junk') return void json(200, [secret]);
    if (this.how === 'flood') return void json(200, this.shape.answer(secret.repeat(100_000), 1000));
    const { text, lastsMs } = heardIn(this.shape.audioOf?.(asked) ?? asked.wav);
    json(200, this.shape.answer(this.how === 'babble' ? babble : text, lastsMs));
  }
}

async function read(request: IncomingMessage): Promise<Asked> {
  const { headers, url: path = '' } = request;
  const type = headers['content-type'] ?? '';
  const response = new Response(Readable.toWeb(request) as ReadableStream, { headers: { 'content-type': type } });
  if (!type.startsWith('multipart/')) {
    return { path, headers, text: await response.text(), form: {}, wav: Buffer.alloc(0) };
  }
  const form: Record<string, string> = {};
  let wav = Buffer.alloc(0);
  for (const [name, value] of (await response.formData()).entries()) {
    if (typeof value === 'string') form[name] = value;
    else wav = Buffer.from(await value.arrayBuffer());
  }
  return { path, headers, text: '', form, wav };
}
