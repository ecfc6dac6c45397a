import type { ServerMessage } from '#libs/contracts';
import { ApiProblem } from './api-problem.js';
import type { HttpRequest } from './http-client.js';
import type { Command } from './line.js';

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
    const answer = this.desk.isWaiting(command.id) ? await this.ask(command) : null;
    this.underWay.delete(command.id);
    if (answer === 'none') this.desk.unanswered();
    else if (answer !== null) this.desk.answered(answer);
  }

  private async ask(command: Command): Promise<ServerMessage | 'none'> {
    const { id } = command;
    try {
      return { type: 'ack', id, result: await this.api.send(this.desk.requestOf(command)) };
    } catch (error) {
      return error instanceof ApiProblem ? { type: 'problem', id, problem: error.problem } : 'none';
    }
  }
}
