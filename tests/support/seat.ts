import { WebSocket } from 'ws';
import {
  type ConnectionStatus,
  type Departure,
  SessionConnection,
  type SessionState,
  type SignedInClient,
} from '#libs/client';
import type { CommandInput, CommandName, CommandResult, LogEntry, Problem, SessionEvent } from '#libs/contracts';

export interface SeatOptions {
  realtimeUrl: string;
  sessionId: string;
  lang: string;
  /** Null reads without an account. */
  me: SignedInClient | null;
  /** Where no socket gets through, reads an event stream and writes over HTTP. */
  mayStream?: boolean;
}

type Told = { status: ConnectionStatus; departure: Departure | null };

/** Somebody's place in a session, over the project's own client and real sockets, with all that it was told. */
export class Seat {
  /** Each entry of the log that arrived, once. */
  readonly entries: LogEntry[] = [];
  readonly statuses: Told[] = [];
  readonly problems: Problem[] = [];
  readonly connection: SessionConnection;

  private constructor({ realtimeUrl, sessionId, lang, me, mayStream = false }: SeatOptions) {
    this.connection = new SessionConnection({
      realtimeUrl,
      sessionId,
      lang,
      WebSocket,
      ...(me && { token: (renew) => me.token(renew) }),
      ...(me && mayStream && { api: me, socketRetry: { firstMs: 100, mostMs: 200 } }),
      backoff: { firstMs: 50, mostMs: 500 },
    });
    this.connection.listen({
      entry: (entry) => void this.entries.push(entry),
      status: (status, departure) => void this.statuses.push({ status, departure }),
      problem: (problem) => void this.problems.push(problem),
    });
  }

  /** Resolves after the welcome. */
  static async take(options: SeatOptions): Promise<Seat> {
    const seat = new Seat(options);
    seat.connection.open();
    try {
      await seat.until('the welcome', ({ room }) => room);
      return seat;
    } catch (error) {
      seat.leave();
      throw error;
    }
  }

  get state(): SessionState {
    return this.connection.state;
  }

  /** The events of one kind that arrived, in order of arrival. */
  events<T extends SessionEvent['type']>(type: T): Extract<SessionEvent, { type: T }>[] {
    return this.entries.flatMap(({ event }) =>
      event.type === type ? [event as Extract<SessionEvent, { type: T }>] : [],
    );
  }

  say(text: string, lang: string): Promise<CommandResult<'chat.send'>> {
    return this.command('chat.send', { key: crypto.randomUUID(), text, lang });
  }

  command<C extends CommandName>(name: C, data: CommandInput<C>): Promise<CommandResult<C>> {
    return this.connection.command(name, data);
  }

  /**
   * Looks each time something arrives, and resolves to what was found.
   *
   * @throws Error that says what was waited for, when it took longer than `withinMs`
   */
  until<T>(
    what: string,
    find: (state: SessionState) => T,
    withinMs = 15_000,
  ): Promise<Exclude<T, false | null | undefined>> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = find(this.state);
        if (found === undefined || found === null || found === false) return false;
        settle();
        resolve(found as Exclude<T, false | null | undefined>);
        return true;
      };
      const stopListening = this.connection.listen({ state: look, status: look });
      const timer = setTimeout(() => {
        settle();
        reject(new Error(`This did not come true within ${withinMs} ms: ${what}.`));
      }, withinMs);
      const settle = () => {
        clearTimeout(timer);
        stopListening();
      };
      look();
    });
  }

  leave(): void {
    this.connection.close();
  }
}
