import { eventually } from './eventually.js';

export interface StreamEvent {
  type: string;
  data: string;
  /** The id in force when it came. */
  lastEventId: string;
}
type Opening = { token?: string | undefined; lastEventId?: string | undefined; origin?: string };

/** A reader of Server-Sent Events by the book (WHATWG HTML, 9.2.6), that knows nothing of what they are about. */
export class EventStreamReader {
  readonly events: StreamEvent[] = [];
  readonly comments: string[] = [];
  lastEventId = '';
  reconnectionTime: number | undefined;
  ended = false;
  private rest = '';
  private type = '';
  private data: string[] = [];
  private idInBuffer = '';

  private constructor(
    readonly response: Response,
    private readonly abort: AbortController,
  ) {}

  static async open(url: string, { token, lastEventId, origin }: Opening = {}): Promise<EventStreamReader> {
    const abort = new AbortController();
    const headers = {
      accept: 'text/event-stream',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
      ...(origin === undefined ? {} : { origin }),
    };
    const reader = new EventStreamReader(await fetch(url, { headers, signal: abort.signal }), abort);
    reader.lastEventId = reader.idInBuffer = lastEventId ?? '';
    void reader.readAll();
    return reader;
  }

  of(type: string): StreamEvent[] {
    return this.events.filter((event) => event.type === type);
  }

  until<T>(what: string, find: () => T) {
    return eventually(what, find);
  }

  leave(): void {
    this.abort.abort();
  }

  private async readAll(): Promise<void> {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of this.response.body ?? [])
        this.feed(decoder.decode(chunk as Uint8Array, { stream: true }));
    } catch {
      // the line was cut
    }
    this.ended = true;
  }

  private feed(text: string): void {
    const lines = (this.rest + text).split(/\r\n|\n|\r/);
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.line(line);
  }

  private line(line: string): void {
    if (line === '') return this.dispatch();
    const [, field = '', value = ''] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
    if (line.startsWith(':')) this.comments.push(line.slice(1));
    else if (field === 'event') this.type = value;
    else if (field === 'data') this.data.push(value);
    else if (field === 'id') this.idInBuffer = value;
    else if (field === 'retry' && /^\d+$/.test(value)) this.reconnectionTime = Number(value);
  }

  private dispatch(): void {
    this.lastEventId = this.idInBuffer;
    const { type, data, lastEventId } = this;
    this.type = '';
    this.data = [];
    if (data.length > 0) this.events.push({ type: type === '' ? 'message' : type, data: data.join('\n'), lastEventId });
  }
}
