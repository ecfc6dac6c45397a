import { once } from 'node:events';
import { WebSocket } from 'ws';
import {
  type ClaimOutcome,
  type CommandInput,
  type CommandName,
  type Problem,
  realtimeProtocol,
} from '#libs/contracts';

interface Answer {
  type: 'ack' | 'problem';
  id: string | null;
  result?: unknown;
  problem?: Problem;
}
type Handshake = { origin?: string; protocol?: string };

/**
 * A socket without the manners of the client: says what it is told to, in any form. It reads answers only, so that a
 * crowd of them costs little.
 */
export class RawSocket {
  private readonly answers: Answer[] = [];
  private readonly closing: Promise<{ code: number; reason: string }>;
  private count = 0;

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => this.receive(data.toString()));
    this.closing = new Promise((resolve) =>
      socket.once('close', (code: number, reason: Buffer) => resolve({ code, reason: reason.toString() })),
    );
  }

  /** Opens, and says nothing. @throws Error with the HTTP status of a refused handshake */
  static async open(realtimeUrl: string, sessionId: string, { origin, protocol }: Handshake = {}): Promise<RawSocket> {
    const address = `${realtimeUrl}/realtime?session=${encodeURIComponent(sessionId)}`;
    const socket = new WebSocket(address, [protocol ?? realtimeProtocol], origin === undefined ? {} : { origin });
    const raw = new RawSocket(socket);
    await once(socket, 'open');
    return raw;
  }

  /** Opens and says hello. */
  static async join(realtimeUrl: string, sessionId: string, hello: CommandInput<'hello'>): Promise<RawSocket> {
    const raw = await RawSocket.open(realtimeUrl, sessionId);
    await raw.ask('hello', hello);
    return raw;
  }

  /** Resolves to the close code and its reason, when the server has closed it. */
  get closed(): Promise<{ code: number; reason: string }> {
    return this.closing;
  }

  send(frame: string | Buffer): void {
    this.socket.send(frame);
  }

  /** The answer to a well-formed command, whatever its data. */
  async ask(cmd: CommandName, data: unknown): Promise<Answer> {
    const id = `raw-${++this.count}`;
    this.send(JSON.stringify({ cmd, id, data }));
    return this.answer((answer) => answer.id === id);
  }

  async claim(data: CommandInput<'claim.place'>): Promise<ClaimOutcome> {
    const { result, problem } = await this.ask('claim.place', data);
    if (problem !== undefined) throw new Error(`The claim was refused: ${problem.code}.`);
    return result as ClaimOutcome;
  }

  /** The first answer of this kind, also one that has come already. */
  answer(isWanted: (answer: Answer) => boolean): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = this.answers.find(isWanted);
        if (found === undefined) return;
        settle();
        resolve(found);
      };
      const timer = setTimeout(() => {
        settle();
        reject(new Error('The server did not answer a frame within 15 s.'));
      }, 15_000);
      const settle = () => {
        clearTimeout(timer);
        this.socket.off('message', look);
      };
      this.socket.on('message', look);
      look();
    });
  }

  leave(): void {
    this.socket.terminate();
  }

  private receive(frame: string): void {
    if (!frame.includes('"type":"ack"') && !frame.includes('"type":"problem"')) return;
    const messages = JSON.parse(frame) as { type: string }[];
    this.answers.push(...messages.filter((message): message is Answer => /^(?:ack|problem)$/.test(message.type)));
  }
}
