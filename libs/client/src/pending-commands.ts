import {
  type CommandInput,
  type CommandName,
  type CommandResult,
  type Problem,
  realtimeCommands,
} from '#libs/contracts';
import { ApiProblem, ConnectionLost } from './api-problem.js';
import type { Command } from './line.js';

interface Pending {
  command: Command;
  settle: (result: unknown) => void;
  fail: (error: Error) => void;
  timer: ReturnType<typeof setTimeout>;
}

/**
 * Commands whose repetition has one effect: by `key` (chat.send, claim.place) or by segment and text (caption.say).
 * The others are not sent again after the line was lost before their answer.
 */
const REPEATABLE: ReadonlySet<CommandName> = new Set<CommandName>(['chat.send', 'claim.place', 'caption.say']);

/** Commands that wait for their `ack` or `problem`. */
export class PendingCommands {
  private readonly waiting = new Map<string, Pending>();
  private count = 0;

  /** @param timeoutMs how long a command may wait for its answer, over all reconnects */
  constructor(private readonly timeoutMs: number) {}

  /** @returns what to send, and the promise of its answer */
  add<C extends CommandName>(name: C, data: CommandInput<C>): { command: Command; answer: Promise<CommandResult<C>> } {
    const id = `c${++this.count}`;
    const command = { cmd: name, id, data } as Command;
    const answer = new Promise<CommandResult<C>>((resolve, reject) => {
      this.waiting.set(id, {
        command,
        settle: (result) => resolve(realtimeCommands[name].result.parse(result) as CommandResult<C>),
        fail: reject,
        timer: setTimeout(() => this.take(id)?.fail(new ConnectionLost()), this.timeoutMs),
      });
    });
    return { command, answer };
  }

  acknowledge(id: string, result: unknown): void {
    const command = this.take(id);
    try {
      command?.settle(result);
    } catch (cause) {
      command?.fail(new ConnectionLost({ cause }));
    }
  }

  /** @returns whether a command was waiting under this id */
  refuse(id: string, problem: Problem): boolean {
    const command = this.take(id);
    command?.fail(new ApiProblem(problem));
    return command !== undefined;
  }

  /** What to send again on a new line, in the order in which it was given. */
  get commands(): Command[] {
    return [...this.waiting.values()].map(({ command }) => command);
  }

  isWaiting(id: string): boolean {
    return this.waiting.has(id);
  }

  lineLost(): void {
    for (const [id, { command }] of this.waiting) {
      if (!REPEATABLE.has(command.cmd)) this.take(id)?.fail(new ConnectionLost());
    }
  }

  failAll(error: Error): void {
    for (const id of this.waiting.keys()) this.take(id)?.fail(error);
  }

  private take(id: string): Pending | undefined {
    const command = this.waiting.get(id);
    this.waiting.delete(id);
    clearTimeout(command?.timer);
    return command;
  }
}
