import { closeCodes, CloseNotice, type Hello } from '#libs/contracts';
import { problemFrom } from './api-problem.js';
import { ABNORMAL_CLOSURE } from './close-reason.js';
import { EventStreamParser, type StreamEvent } from './event-stream-parser.js';
import { type Command, Line, type LineEvents } from './line.js';
import { lastEventIdOf } from './line-address.js';

/** The server gives a sign of life every fifteen seconds: a line without one is dead, whatever it looks like here. */
const SILENCE_MS = 40_000;

const closeCodeOf = (reason: string): number =>
  Object.entries(closeCodes).find(([name]) => name === reason)?.[1].code ?? ABNORMAL_CLOSURE;

/** One response of Server-Sent Events (WHATWG HTML, 9.2). Commands go another way. */
export class StreamLine extends Line {
  readonly way = 'stream';
  private readonly leaving = new AbortController();
  /** What the server last asked to wait after a line that broke, in milliseconds. */
  private retryMs = 0;

  constructor(
    address: string,
    hello: Hello,
    private readonly post: (command: Command) => void,
    welcomeWithinMs: number,
    events: LineEvents,
  ) {
    super(events, welcomeWithinMs);
    void this.follow(address, hello);
  }

  send(command: Command): void {
    if (!this.over) this.post(command);
  }

  protected hangUp(): void {
    this.leaving.abort();
  }

  private async follow(address: string, { token, since }: Hello): Promise<void> {
    const headers = {
      accept: 'text/event-stream',
      ...(token && { authorization: `Bearer ${token}` }),
      ...(since && { 'last-event-id': lastEventIdOf(since) }),
    };
    try {
      const response = await fetch(address, { headers, signal: this.leaving.signal });
      if (!response.ok) return this.refused(response.status, response.headers, await response.json());
      await this.readAll(response);
    } catch {
      // Cut, or answered by somebody who does not speak our protocol.
    }
    this.end(ABNORMAL_CLOSURE, noticeOf('', this.retryMs));
  }

  private async readAll(response: Response): Promise<void> {
    const parser = new EventStreamParser(
      (event) => this.receive(event),
      (retryMs) => (this.retryMs = retryMs),
    );
    const decoder = new TextDecoder();
    const reader = response.body?.getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      if (this.welcomed) this.expectSomething(SILENCE_MS);
      parser.feed(decoder.decode(part.value, { stream: true }));
    }
  }

  private receive({ type, data }: StreamEvent): void {
    if (type === 'close') this.end(closeCodeOf(CloseNotice.parse(JSON.parse(data)).reason), data);
    else this.read(data);
  }

  private refused(status: number, headers: Headers, body: unknown): void {
    const { code, retryAfterMs } = problemFrom(status, body);
    const known = { 'session.not-found': 'no-session', 'account.unauthenticated': 'unauthenticated' }[code] ?? '';
    const waitMs = retryAfterMs ?? 1000 * (Number(headers.get('retry-after')) || 0);
    this.end(closeCodeOf(known), noticeOf(known, waitMs));
  }
}

const noticeOf = (reason: string, retryAfterMs: number): string =>
  JSON.stringify({ reason, retryAfterMs } satisfies CloseNotice);
