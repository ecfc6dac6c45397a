import type { ChatHistoryItem, CommandInput, CommandName, CommandResult, LogEntry } from '#libs/contracts';
import { closeCodes } from '#libs/contracts';
import { ConnectionLost } from './api-problem.js';
import { defaultBackoff } from './backoff.js';
import { ABNORMAL_CLOSURE, type Departure, readDeparture } from './close-reason.js';
import { outcomeOf } from './command-outcome.js';
import { commandRequest } from './command-request.js';
import { ConnectionListeners } from './connection-listeners.js';
import type { ConnectionListener, ConnectionOptions, ConnectionStatus } from './connection-options.js';
import { HttpCommands } from './http-commands.js';
import type { Line, LineEvents, Message, Way } from './line.js';
import { LineOpener } from './line-opener.js';
import { PendingCommands } from './pending-commands.js';
import { ReconnectPlan } from './reconnect-plan.js';
import { ServerClock } from './server-clock.js';
import type { UnknownEvent } from './server-frames.js';
import { SessionReplica } from './session-replica.js';
import type { SessionState } from './session-state.js';
import { defaultWayBack, WayBack } from './way-back.js';
import { WayIn } from './way-in.js';

/**
 * A viewer's or host's place in a session, over as many lines as it takes: each resumes where the last one ended.
 * Commands wait for a line when there is none.
 */
export class SessionConnection {
  readonly clock = new ServerClock();
  private readonly replica = new SessionReplica();
  private readonly listeners = new ConnectionListeners();
  private readonly pending: PendingCommands;
  private readonly plan: ReconnectPlan;
  private readonly ways: WayIn;
  private readonly wayBack: WayBack;
  private readonly lines: LineOpener;
  private readonly http: HttpCommands | undefined;
  private current: ConnectionStatus = 'connecting';
  private line: Line | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private attempts = 0;
  private incomplete = false;
  private renewToken = false;
  private lang: string;
  private country: string | undefined;
  private readonly mayRenew: boolean;
  private readonly events: LineEvents = {
    message: (message) => this.receive(message),
    frameEnd: () => this.tellState(),
    lost: (code, reason) => {
      this.ways.lost(code);
      this.lose(readDeparture(code, reason));
    },
  };

  constructor(options: ConnectionOptions) {
    const { api, sessionId, backoff = defaultBackoff, socketRetry = defaultWayBack, random = Math.random } = options;
    this.lang = options.lang;
    this.country = options.country;
    this.pending = new PendingCommands(options.commandTimeoutMs ?? 20_000);
    this.plan = new ReconnectPlan(backoff, random);
    this.ways = new WayIn(api !== undefined);
    this.http =
      api &&
      new HttpCommands(api, {
        requestOf: (command) => commandRequest(command, sessionId, this.state.room),
        isWaiting: (id) => this.pending.isWaiting(id),
        answered: (message) => this.receive(message),
        unanswered: () => this.line?.abandon(),
      });
    this.lines = new LineOpener(options, (command) => this.http?.send(command));
    this.wayBack = new WayBack({
      backoff: socketRetry,
      random,
      openSocket: (events) => this.openLine('socket', events),
      changeOver: (socket) => this.changeOver(socket),
      events: this.events,
    });
    this.mayRenew = options.token !== undefined;
  }

  get state(): SessionState {
    return this.replica.state;
  }

  get status(): ConnectionStatus {
    return this.current;
  }

  /** How the events come right now; `null` between lines. */
  get way(): Way | null {
    return this.line?.way ?? null;
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

  /** @param country ISO 3166-1 alpha-2; without one the viewer is counted nowhere */
  changeCountry(country?: string): void {
    this.country = country;
    this.rejoin();
  }

  /** Rejects with `ApiProblem` when the server refused, with `ConnectionLost` when it did not answer in time. */
  async command<C extends CommandName>(name: C, data: CommandInput<C>): Promise<CommandResult<C>> {
    if (this.current === 'closed') throw new ConnectionLost();
    const { command, answer } = this.pending.add(name, data);
    if (this.current === 'live') this.line?.send(command);
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
    const line = await this.openLine(this.ways.next(), this.events);
    if (attempt !== this.attempts) return line?.drop();
    if (line === null) return this.lose(readDeparture(ABNORMAL_CLOSURE, ''));
    this.line = line;
  }

  private openLine(way: Way, events: LineEvents): Promise<Line | null> {
    const { lang, country, renewToken } = this;
    return this.lines.open(way, { lang, country, renewToken, since: () => this.replica.since }, events);
  }

  private changeOver(line: Line): void {
    this.line?.drop();
    this.line = line;
  }

  private receive(message: Message): void {
    if (message.type === 'welcome') this.join(message);
    else if (message.type === 'event') this.read(message.entry as LogEntry);
    else if (message.type === 'unknown-event') this.read(message.entry);
    else if (message.type === 'early') this.replica.early(message);
    else if (message.type === 'audience') this.replica.audience(message.audience);
    else if (message.type === 'ack') this.pending.acknowledge(message.id, message.result);
    else if (message.id === null || !this.pending.refuse(message.id, message.problem)) {
      this.listeners.tell((listener) => listener.problem?.(message.problem));
    }
  }

  private join(welcome: Extract<Message, { type: 'welcome' }>): void {
    clearTimeout(this.timer);
    this.renewToken = false;
    this.incomplete = false;
    this.clock.set(welcome.serverTime);
    this.replica.welcome(welcome);
    this.plan.live();
    if (this.line !== undefined) this.ways.welcomed(this.line.way);
    if (this.way === 'stream') this.wayBack.begin();
    this.changeStatus('live');
    for (const command of this.pending.commands) if (!this.http?.carries(command.id)) this.line?.send(command);
  }

  private read(entry: LogEntry | UnknownEvent['entry']): void {
    const arrival = this.replica.read(entry);
    if (arrival === 'gap') return this.comeBackForTheRest();
    if (arrival === 'new' && 'event' in entry) this.listeners.tell((listener) => listener.entry?.(entry));
  }

  /** Once: what comes meanwhile shows the same gap, and must not put it off. */
  private comeBackForTheRest(): void {
    if (this.incomplete) return;
    this.incomplete = true;
    this.retryAfter(this.plan.lost());
  }

  private lose(departure: Departure): void {
    this.leave();
    const mayRenew = departure.code === closeCodes.unauthenticated.code && this.mayRenew && !this.renewToken;
    if (!departure.reconnect && !mayRenew) return this.finish(departure);
    this.renewToken ||= mayRenew;
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
    this.wayBack.stop();
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
