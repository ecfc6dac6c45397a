import type { Hello, Positions } from '#libs/contracts';
import type { ConnectionOptions } from './connection-options.js';
import type { Command, Line, LineEvents, Way } from './line.js';
import { socketAddress, streamAddress } from './line-address.js';
import { SocketLine } from './socket-line.js';
import { StreamLine } from './stream-line.js';

export interface Wish {
  lang: string;
  country: string | undefined;
  /** Asks for another token than the last, which the server refused. */
  renewToken: boolean;
  since: () => Positions | undefined;
}

/** Opens lines to one session for one person. */
export class LineOpener {
  constructor(
    private readonly options: ConnectionOptions,
    private readonly post: (command: Command) => void,
  ) {}

  /** @returns `null` when the token of the person can not be had: without it they would come in as a stranger */
  async open(way: Way, wish: Wish, events: LineEvents): Promise<Line | null> {
    const hello = await this.hello(wish);
    if (hello === null) return null;
    const { realtimeUrl, sessionId, WebSocket, welcomeTimeoutMs = 15_000 } = this.options;
    return way === 'socket'
      ? new SocketLine(socketAddress(realtimeUrl, sessionId), hello, WebSocket, welcomeTimeoutMs, events)
      : new StreamLine(streamAddress(realtimeUrl, sessionId, hello), hello, this.post, welcomeTimeoutMs, events);
  }

  private async hello({ lang, country, renewToken, since: whereWeAre }: Wish): Promise<Hello | null> {
    const { profile = 'full', token: askToken } = this.options;
    try {
      const token = await askToken?.(renewToken);
      const since = whereWeAre();
      return { lang, profile, ...(country && { country }), ...(token && { token }), ...(since && { since }) };
    } catch {
      return null;
    }
  }
}
