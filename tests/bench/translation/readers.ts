import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { type LogEntry, realtimeProtocol, type ServerMessage } from '#libs/contracts';
import { languages } from './script.js';

/** A translation that arrived at its reader. Times in milliseconds. */
export type Arrival = {
  kind: 'final' | 'chat';
  /** Segment or message. */
  id: string;
  lang: string;
  at: number;
  /** From the arrival of the source at the house to the log, as the house says. */
  lagMs: number;
  fallback: boolean;
};

/** One reader of each language. Each may also write. */
export class Readers {
  readonly arrivals: Arrival[] = [];
  readonly #sockets: WebSocket[] = [];

  static async enter(realtimeUrl: string, sessionId: string, tokens: readonly string[]): Promise<Readers> {
    const readers = new Readers();
    for (const [at, lang] of languages.entries())
      await readers.#join(`${realtimeUrl}/realtime?session=${sessionId}`, lang, tokens[at] ?? '');
    return readers;
  }

  /** Somebody writes; the id is the idempotency key, not that of the message. */
  write(turn: number, text: string): void {
    const socket = this.#sockets[turn % this.#sockets.length];
    const data = { key: randomUUID(), text, lang: 'en' };
    socket?.send(JSON.stringify({ cmd: 'chat.send', id: data.key, data }));
  }

  leave(): void {
    for (const socket of this.#sockets) socket.terminate();
  }

  async #join(address: string, lang: string, token: string): Promise<void> {
    const socket = new WebSocket(address, [realtimeProtocol]);
    socket.on('message', (frame: Buffer) => this.#read(frame.toString()));
    await once(socket, 'open');
    socket.send(JSON.stringify({ cmd: 'hello', id: 'hello', data: { token, lang } }));
    this.#sockets.push(socket);
  }

  #read(frame: string): void {
    const at = Date.now();
    for (const message of JSON.parse(frame) as ServerMessage[])
      if (message.type === 'event') this.#note(message.entry, at);
  }

  #note({ event }: Pick<LogEntry, 'event'>, at: number): void {
    if (event.type === 'chat.translation') {
      const { message: id, lang, lagMs, flags } = event;
      this.arrivals.push({ kind: 'chat', id, lang, at, lagMs, fallback: flags.includes('source-fallback') });
    }
    if (event.type === 'caption' && event.lang !== event.from) {
      const { segment: id, lang, lagMs, flags } = event;
      this.arrivals.push({ kind: 'final', id, lang, at, lagMs, fallback: flags.includes('source-fallback') });
    }
  }
}
