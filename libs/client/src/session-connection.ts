import type {
  ChatHistoryItem,
  CommandInput,
  CommandName,
  CommandResult,
  Hello,
  LogEntry,
  ServerMessage,
} from '#libs/contracts';
import { closeCodes } from '#libs/contracts';
import { ConnectionLost } from './api-problem.js';
import { defaultBackoff } from './backoff.js';
import { ABNORMAL_CLOSURE, type Departure, readDeparture } from './close-reason.js';
import { outcomeOf } from './command-outcome.js';
import { ConnectionListeners } from './connection-listeners.js';
import type { ConnectionListener, ConnectionOptions, ConnectionStatus } from './connection-options.js';
import { PendingCommands } from './pending-commands.js';
import { ReconnectPlan } from './reconnect-plan.js';
import { ServerClock } from './server-clock.js';
import type { UnknownEvent } from './server-frames.js';
import { SessionLine } from './session-line.js';
import { SessionReplica } from './session-replica.js';
import type { SessionState } from './session-state.js';

const addressOf = (realtimeUrl: string, sessionId: string): string =>
  `${realtimeUrl.replace(/\/$/, '')}/realtime?session=${encodeURIComponent(sessionId)}`;

type Message = ServerMessage | UnknownEvent;

/**
 * A viewer's or host's place in a session, over as many sockets as it takes: each resumes where the last one ended.
 * Commands wait for a line when there is none.
 */
export class SessionConnection {
  readonly clock = new ServerClock();
  private readonly replica = new SessionReplica();
  private readonly pending: PendingCommands;
  private readonly plan: ReconnectPlan;
  private readonly listeners = new ConnectionListeners();
  private current: ConnectionStatus = 'connecting';
  private line: SessionLine | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private attempts = 0;
  private renewToken = false;
  private lang: string;

  constructor(private readonly options: ConnectionOptions) {
    this.lang = options.lang;
    this.pending = new PendingCommands(options.commandTimeoutMs ?? 20_000);
    this.plan = new ReconnectPlan(options.backoff ?? defaultBackoff, options.random ?? Math.random);
  }

  get state(): SessionState {
    return this.replica.state;
  }

  get status(): ConnectionStatus {
    return this.current;
  }

  /** @returns what ends the listening */
  listen(listener: ConnectionListener): () => void {
    return this.listeners.add(listener);
  }

  open(): void {
    this.leave();
    this.changeStatus('connecting');
    void this.connect(++this.attempts);
  }

  close(): void {
    this.leave();
    this.finish(null);
  }

  /** Comes back at once, for example when the network returned, or when this person signed in or out. */
  rejoin(): void {
    this.replica.turnTo(this.lang);
    this.open();
  }

  changeLanguage(lang: string): void {
    this.lang = lang;
    this.rejoin();
  }

  /** Rejects with `ApiProblem` when the server refused, with `ConnectionLost` when it did not answer in time. */
  async command<C extends CommandName>(name: C, data: CommandInput<C>): Promise<CommandResult<C>> {
    if (this.current === 'closed') throw new ConnectionLost();
    const { frame, answer } = this.pending.add(name, data);
    if (this.current === 'live') this.line?.send(frame);
    const result = await answer;
    const decided = outcomeOf({ name, result } as Parameters<typeof outcomeOf>[0]);
    if (decided !== null) {
      this.replica.outcome(decided.outcome, decided.message);
      this.tellState();
    }
    return result;
  }

  /** Older chat lines, read over HTTP. */
  addHistory(items: readonly ChatHistoryItem[]): void {
    this.replica.history(items);
    this.tellState();
  }

  private async connect(attempt: number): Promise<void> {
    const hello = await this.prepareHello();
    if (attempt !== this.attempts) return;
    // Somebody whose token can not be had right now would come in as a stranger, without what is theirs.
    if (hello === null) return this.lose(readDeparture(ABNORMAL_CLOSURE, ''));
    const { realtimeUrl, sessionId, WebSocket } = this.options;
    const line = new SessionLine(addressOf(realtimeUrl, sessionId), hello, WebSocket, {
      message: (message) => this.receive(message),
      frameEnd: () => this.tellState(),
      lost: (code, reason) => this.lose(readDeparture(code, reason)),
    });
    this.line = line;
    this.timer = setTimeout(() => line.abandon(), this.options.welcomeTimeoutMs ?? 15_000);
  }

  private async prepareHello(): Promise<Hello | null> {
    const { profile = 'full', country, token: askToken } = this.options;
    try {
      const token = await askToken?.(this.renewToken);
      const since = this.replica.since;
      return {
        lang: this.lang,
        profile,
        ...(country && { country }),
        ...(token && { token }),
        ...(since && { since }),
      };
    } catch {
      return null;
    }
  }

  private receive(message: Message): void {
    if (message.type === 'welcome') this.join(message);
    else if (message.type === 'event') this.read(message.entry as LogEntry);
    else if (message.type === 'unknown-event') this.read(message.entry);
    else if (message.type === 'audience') this.replica.audience(message.audience);
    else if (message.type === 'ack') this.pending.acknowledge(message.id, message.result);
    else if (message.id === null || !this.pending.refuse(message.id, message.problem)) {
      this.listeners.tell((listener) => listener.problem?.(message.problem));
    }
  }

  private join(welcome: Extract<Message, { type: 'welcome' }>): void {
    clearTimeout(this.timer);
    this.renewToken = false;
    this.clock.set(welcome.serverTime);
    this.replica.welcome(welcome);
    this.plan.live();
    this.changeStatus('live');
    for (const frame of this.pending.frames) this.line?.send(frame);
  }

  private read(entry: LogEntry | UnknownEvent['entry']): void {
    const arrival = this.replica.read(entry);
    if (arrival === 'gap') return this.retryAfter(this.plan.lost());
    if (arrival === 'new' && 'event' in entry) this.listeners.tell((listener) => listener.entry?.(entry));
  }

  private lose(departure: Departure): void {
    this.leave();
    const mayRenew = departure.code === closeCodes.unauthenticated.code && this.options.token && !this.renewToken;
    if (!departure.reconnect && !mayRenew) return this.finish(departure);
    this.renewToken ||= Boolean(mayRenew);
    this.changeStatus('waiting', departure);
    this.retryAfter(this.plan.lost(departure.retryAfterMs));
  }

  private retryAfter(delayMs: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.open(), delayMs);
  }

  private leave(): void {
    this.attempts++;
    clearTimeout(this.timer);
    if (this.line === undefined) return;
    this.line.drop();
    this.line = undefined;
    this.pending.lineLost();
  }

  private finish(departure: Departure | null): void {
    this.changeStatus('closed', departure);
    this.pending.failAll(new ConnectionLost());
  }

  private changeStatus(status: ConnectionStatus, departure: Departure | null = null): void {
    this.current = status;
    this.listeners.tell((listener) => listener.status?.(status, departure));
  }

  private tellState(): void {
    this.listeners.tell((listener) => listener.state?.(this.replica.state));
  }
}
