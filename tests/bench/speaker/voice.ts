import type { ChatMessage } from '#libs/contracts';

/** Where messages go in. */
export interface Voice {
  say(message: ChatMessage): Promise<unknown>;
}
