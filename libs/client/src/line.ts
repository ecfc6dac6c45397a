import type { CommandInput, CommandName, ServerMessage } from '#libs/contracts';
import { ABNORMAL_CLOSURE } from './close-reason.js';
import { FrameReader, type UnknownEvent } from './server-frames.js';

/** A socket carries both ways; a stream of Server-Sent Events is for networks that let no socket through. */
export type Way = 'socket' | 'stream';
export type Message = ServerMessage | UnknownEvent;
export type Command = { [C in CommandName]: { cmd: C; id: string; data: CommandInput<C> } }[CommandName];

export interface LineEvents {
  message: (message: Message) => void;
  /** After the last message of a frame. */
  frameEnd: () => void;
  /** @param reason a `CloseNotice` as JSON, when the server said why */
  lost: (code: number, reason: string) => void;
}

/** One line to a session from its opening to its end. Tells nothing more once it was dropped. */
export abstract class Line {
  abstract readonly way: Way;
  protected over = false;
  protected welcomed = false;
  private readonly frames = new FrameReader();
  private patience: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly events: LineEvents,
    welcomeWithinMs: number,
  ) {
    this.expectSomething(welcomeWithinMs);
  }

  abstract send(command: Command): void;
  protected abstract hangUp(): void;

  /** Gives up a line that does not answer, without waiting for its end. */
  abandon(): void {
    this.end(ABNORMAL_CLOSURE, '');
    this.drop();
  }

  drop(): void {
    this.over = true;
    clearTimeout(this.patience);
    this.hangUp();
  }

  protected expectSomething(withinMs: number): void {
    clearTimeout(this.patience);
    if (!this.over) this.patience = setTimeout(() => this.abandon(), withinMs);
  }

  protected read(frame: unknown): void {
    if (this.over) return;
    for (const message of this.frames.read(frame)) {
      if (message.type === 'welcome') this.welcome();
      this.events.message(message);
    }
    this.events.frameEnd();
  }

  protected end(code: number, reason: string): void {
    if (this.over) return;
    this.over = true;
    clearTimeout(this.patience);
    this.events.lost(code, reason);
  }

  private welcome(): void {
    this.welcomed = true;
    clearTimeout(this.patience);
  }
}
