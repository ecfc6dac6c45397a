import type { LogEntry, Problem } from '#libs/contracts';
import type { Backoff } from './backoff.js';
import type { Departure } from './close-reason.js';
import type { RequestSender } from './http-commands.js';
import type { SessionState } from './session-state.js';
import type { SocketConstructor } from './socket.js';

/**
 * `connecting` before the first welcome, `live` after one, `waiting` between attempts, `closed` when the server said not
 * to come back or `close()` was called.
 */
export type ConnectionStatus = 'connecting' | 'live' | 'waiting' | 'closed';

export interface ConnectionOptions {
  /** Where the realtime nodes are, `ws://` or `wss://`, as `GET /v1/config` tells. */
  realtimeUrl: string;
  sessionId: string;
  lang: string;
  /** ISO 3166-1 alpha-2, when the viewer chose to tell it: it is counted, and nothing else. */
  country?: string;
  profile?: 'full' | 'text';
  WebSocket: SocketConstructor;
  /**
   * A good access token, or `undefined` to read as a guest. Asked at each attempt; `renew` when the server refused the
   * last one. When it rejects, the attempt counts as failed and is made again.
   */
  token?: (renew: boolean) => Promise<string | undefined>;
  /**
   * Where the network lets no socket through, events are read as a stream and commands go this way. Without it only
   * sockets are tried.
   */
  api?: RequestSender;
  backoff?: Backoff;
  /** How often a socket is tried again beside an event stream. */
  socketRetry?: Backoff;
  random?: () => number;
  /** How long a command may wait for its answer, over all reconnects. */
  commandTimeoutMs?: number;
  /** How long a connection may take until its welcome. */
  welcomeTimeoutMs?: number;
}

/** What a connection tells whoever listens. */
export interface ConnectionListener {
  /** Once for each frame, however many events it brought. */
  state?: (state: SessionState) => void;
  status?: (status: ConnectionStatus, departure: Departure | null) => void;
  /** Each entry of the log once; in the order of its channel but for what fills a gap. */
  entry?: (entry: LogEntry) => void;
  /** A problem that answers no command of ours. */
  problem?: (problem: Problem) => void;
}
