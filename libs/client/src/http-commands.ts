import type { ServerMessage } from '#libs/contracts';
import { ApiProblem } from './api-problem.js';
import type { HttpRequest } from './http-client.js';
import type { Command } from './line.js';

/** How long to wait before asking again for what the server is still doing. */
const IN_FLIGHT_MS = 500;

/** Sends requests as the person who watches, `SignedInClient` for one. */
export interface RequestSender {
  send<T>(request: HttpRequest<T>): Promise<T>;
}

export interface CommandDesk {
  requestOf: (command: Command) => HttpRequest<unknown>;
  isWaiting: (id: string) => boolean;
  answered: (message: ServerMessage) => void;
  /** Nothing came back: the command is still open. */
  unanswered: () => void;
}

/**
 * Commands as HTTP requests, one after the other, so that two messages stay in the order they were written. A request
 * under way outlives the line it was given on: its answer is as good on the next.
 */
export class HttpCommands {
  private readonly underWay = new Set<string>();
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly api: RequestSender,
    private readonly desk: CommandDesk,
  ) {}

  carries(id: string): boolean {
    return this.underWay.has(id);
  }

  send(command: Command): void {
    this.underWay.add(command.id);
    this.last = this.last.then(() => this.run(command));
  }

  private async run(command: Command): Promise<void> {
    const answer = await this.ask(command, globalThis.crypto.randomUUID());
    this.underWay.delete(command.id);
    if (answer === 'none') this.desk.unanswered();
    else if (answer !== null) this.desk.answered(answer);
  }

  /** @param key of a request that brings none of its own, so that asking again is one request all the same */
  private async ask(command: Command, key: string): Promise<ServerMessage | 'none' | null> {
    const { id } = command;
    if (!this.desk.isWaiting(id)) return null;
    try {
      return { type: 'ack', id, result: await this.api.send({ key, ...this.desk.requestOf(command) }) };
    } catch (error) {
      if (!(error instanceof ApiProblem)) return 'none';
      if (error.code !== 'request.in-flight') return { type: 'problem', id, problem: error.problem };
      // The answer to the first was lost on its way, before it was given.
      await new Promise((resolve) => setTimeout(resolve, error.retryAfterMs ?? IN_FLIGHT_MS));
      return this.ask(command, key);
    }
  }
}
