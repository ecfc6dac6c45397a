import { signedIn } from '#libs/accounts';
import {
  type CloseReason,
  type CommandName,
  DomainError,
  type Problem,
  problemOf,
  realtimeCommands,
} from '#libs/contracts';
import { asProblem, logProblem } from '#libs/platform';
import { type Command, readCommand, readCommandData } from './command-frame.js';
import type { CommandLimits } from './command-limits.js';
import type { Connection } from './connection.js';

export type CommandHandler = (data: unknown) => Promise<unknown>;
export type CommandHandlers = ReadonlyMap<CommandName, CommandHandler>;

/**
 * Takes the frames of one connection: each is answered by an `ack` or a `problem`. Commands run one after the other, so
 * that two messages stay in the order they were written; what is over the limit is refused before it waits.
 */
export class CommandRunner {
  #last: Promise<void> = Promise.resolve();

  constructor(
    private readonly connection: Connection,
    private readonly handlers: CommandHandlers,
    private readonly limits: CommandLimits,
  ) {}

  async receive(text: string | null): Promise<void> {
    const command = readCommand(text);
    const isKnown = 'name' in command;
    const verdict = await this.limits.take(this.connection.id, isKnown ? command.name : null);
    if (!this.connection.isOpen) return;
    if (verdict.kind === 'hopeless') this.connection.close('too-frequent', 10_000);
    else if (verdict.kind === 'limited')
      this.#refuse(command.id, problemOf('request.limited', undefined, { retryAfterMs: verdict.retryAfterMs }));
    else if (isKnown) this.#last = this.#last.then(() => this.#run(command));
    else {
      this.#refuse(command.id, command.problem);
      if (command.hopeless) this.connection.close('bad-frame');
    }
  }

  async #run(command: Command): Promise<void> {
    if (!this.connection.isOpen) return;
    try {
      this.#checkAllowed(command);
      const data = readCommandData(command);
      const result = await this.handlers.get(command.name)?.(data);
      this.connection.send({ type: 'ack', id: command.id, result: result ?? null });
    } catch (error) {
      const problem = asProblem(error);
      logProblem(problem, error);
      this.#refuse(command.id, problem);
      const reason = command.name === 'hello' ? endOf(problem) : null;
      if (reason !== null && this.connection.visit === undefined) this.connection.close(reason);
    }
  }

  #checkAllowed({ name }: Command): void {
    if (name === 'hello') return;
    const { visit } = this.connection;
    if (visit === undefined) throw new DomainError('realtime.hello-first');
    // who may speak is for the use case to say: it knows the roles
    const { allow } = realtimeCommands[name];
    if (allow === 'signed-in' || allow === 'speakers') signedIn(visit.actor);
  }

  #refuse(id: string | null, problem: Problem): void {
    this.connection.send({ type: 'problem', id, problem });
  }
}

/** How a connection ends whose hello failed; `null` when it may say hello again. */
function endOf({ code, status }: Problem): CloseReason | null {
  if (code === 'account.unauthenticated') return 'unauthenticated';
  if (code === 'session.not-found') return 'no-session';
  return status >= 500 ? 'internal' : null;
}
