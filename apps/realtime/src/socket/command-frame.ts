import {
  CommandFrame,
  type CommandName,
  DomainError,
  fieldProblems,
  type Problem,
  problemOf,
  realtimeCommands,
} from '#libs/contracts';

export type Command = { name: CommandName; id: string; data: unknown };
/** `hopeless`: whoever sends this does not speak the protocol. */
export type Refusal = { id: string | null; problem: Problem; hopeless: boolean };

const isCommand = (name: string): name is CommandName => Object.hasOwn(realtimeCommands, name);

/** Reads a client's frame as far as its envelope. */
export function readCommand(text: string | null): Command | Refusal {
  const frame = CommandFrame.safeParse(parsed(text));
  if (!frame.success) return { id: null, problem: problemOf('request.invalid'), hopeless: true };
  const { cmd, id, data } = frame.data;
  if (!isCommand(cmd)) return { id, problem: problemOf('realtime.unknown-command'), hopeless: false };
  return { name: cmd, id, data };
}

/** @throws DomainError `request.invalid` that names the fields */
export function readCommandData({ name, data }: Command): unknown {
  const result = realtimeCommands[name].data.safeParse(data);
  if (result.success) return result.data;
  throw new DomainError('request.invalid', undefined, fieldProblems(result.error));
}

function parsed(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
