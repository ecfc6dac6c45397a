export interface StreamEvent {
  /** `message` when the server gave none. */
  type: string;
  data: string;
}

/**
 * Reads `text/event-stream` as it arrives, in pieces cut anywhere (WHATWG HTML, 9.2.6). Ids are passed over: a reader
 * of ours knows by the entries how far it has come. The packages for this offer their TypeScript under the same export
 * condition as our own libs, which then compiles it by our rules.
 */
export class EventStreamParser {
  private rest = '';
  private type = '';
  private data: string[] = [];

  constructor(
    private readonly onEvent: (event: StreamEvent) => void,
    private readonly onRetry: (retryMs: number) => void,
  ) {}

  feed(text: string): void {
    // The last piece may go on, also a line end of two characters.
    const lines = (this.rest + text).split(/\r\n|\n|\r(?=[^])/);
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.take(line);
  }

  private take(line: string): void {
    if (line === '') return this.dispatch();
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === 'event') this.type = value;
    else if (field === 'data') this.data.push(value);
    else if (field === 'retry' && /^\d+$/.test(value)) this.onRetry(Number(value));
  }

  private dispatch(): void {
    const { type, data } = this;
    this.type = '';
    this.data = [];
    if (data.length > 0) this.onEvent({ type: type || 'message', data: data.join('\n') });
  }
}
