import { WebSocket } from 'ws';
import {
  type Audience,
  type CommandInput,
  type CommandName,
  type Hello,
  realtimeProtocol,
  ServerMessage,
  type Welcome,
} from '#libs/contracts';

type Options = { protocol?: string; origin?: string; headers?: Record<string, string> };
type Place = { channel: string; seq: number; epoch: string; id: string; event: { type: string; text?: string } };
type Message = {
  audience?: Audience;
  type: string;
  entry?: Place;
  id?: string;
  result?: unknown;
  problem?: { code: string; detail?: string; retryAfterMs?: number };
};

const patienceMs = 5000;

/** A plain client that keeps every message it gets, each checked against the protocol. */
export class TestSocket {
  readonly messages: Message[] = [];
  closed: { code: number; reason: string } | undefined;
  #waiting: (() => void)[] = [];
  #ids = 0;

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as unknown[];
      for (const message of frame) ServerMessage.parse(message);
      this.messages.push(...(frame as Message[]));
      this.#wake();
    });
    socket.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString() };
      this.#wake();
    });
  }

  static open(address: string, session: string, { protocol = realtimeProtocol, origin, headers }: Options = {}) {
    const url = `ws://${address}/realtime?session=${session}`;
    const socket = new WebSocket(url, [protocol], { headers, ...(origin !== undefined && { origin }) });
    return new Promise<TestSocket>((resolve, reject) => {
      const test = new TestSocket(socket);
      socket.on('open', () => resolve(test));
      socket.on('error', reject);
    });
  }

  static async join(address: string, session: string, hello: Partial<Hello> = {}): Promise<TestSocket> {
    const socket = await TestSocket.open(address, session);
    await socket.command('hello', { lang: 'en', ...hello });
    return socket;
  }

  get welcome(): Welcome {
    return this.messages.findLast(({ type }) => type === 'welcome') as unknown as Welcome;
  }

  entries(channel?: string): Place[] {
    return this.messages.flatMap(({ entry }) => (entry && (!channel || entry.channel === channel) ? [entry] : []));
  }

  texts(channel: string): (string | undefined)[] {
    return this.entries(channel).map(({ event }) => event.text);
  }

  send(text: string): void {
    this.socket.send(text);
  }

  /** Sends a command and waits for its answer. */
  async command<C extends CommandName>(cmd: C, data: CommandInput<C>): Promise<Message> {
    const id = `c${++this.#ids}`;
    this.send(JSON.stringify({ cmd, id, data }));
    return this.until(() => this.messages.find((message) => message.id === id));
  }

  async until<T>(look: () => T | undefined): Promise<T> {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const found = look();
      if (found !== undefined && found !== false) return found;
      if (Date.now() > deadline) throw new Error(`waited in vain; got ${this.messages.map(({ type }) => type).join()}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, patienceMs);
        this.#waiting.push(() => (clearTimeout(timer), resolve()));
      });
    }
  }

  untilClosed(): Promise<{ code: number; reason: string }> {
    return this.until(() => this.closed);
  }

  close(): void {
    this.socket.close();
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
