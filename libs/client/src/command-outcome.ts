import type { ClaimOutcome, CommandName, CommandResult } from '#libs/contracts';

type Decided = { outcome: ClaimOutcome; message: string | null };
type Answer = { [C in CommandName]: { name: C; result: CommandResult<C> } }[CommandName];

/** The claim that the answer to a command decided, if it decided one. */
export function outcomeOf(answer: Answer): Decided | null {
  if (answer.name === 'claim.place') return { outcome: answer.result, message: null };
  if (answer.name !== 'chat.send' || answer.result.claim === null) return null;
  return { outcome: answer.result.claim, message: answer.result.message };
}
