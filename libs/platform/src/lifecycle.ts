/** The states of a thing and the moves between them, as data. `resting` states are those it may stay in for good. */
export type Lifecycle<State extends string> = {
  readonly name: string;
  readonly initial: State;
  readonly resting: readonly State[];
  readonly moves: Readonly<Record<State, readonly State[]>>;
};

/**
 * Checks a lifecycle where it is written, so that a process with a hole in one does not start.
 *
 * @throws Error when a state can not be reached, or is one that nothing ever leaves although it is not a resting one
 */
export function defineLifecycle<State extends string>(lifecycle: Lifecycle<State>): Lifecycle<State> {
  const { name, initial, resting, moves } = lifecycle;
  const states = Object.keys(moves) as State[];
  const reachable = reach([initial], (state) => moves[state]);
  const canRest = reach(resting, (state) => statesBefore(lifecycle, state));
  for (const state of states) {
    if (!reachable.has(state)) throw new Error(`The lifecycle of ${name} has a hole: nothing leads to ${state}.`);
    if (!canRest.has(state)) throw new Error(`The lifecycle of ${name} has a hole: ${state} never comes to rest.`);
  }
  return lifecycle;
}

export const mayMove = <State extends string>({ moves }: Lifecycle<State>, from: State, to: State): boolean =>
  moves[from].includes(to);

/** The states that a move to `to` may start from: what an UPDATE states as its condition. */
export const statesBefore = <State extends string>({ moves }: Lifecycle<State>, to: State): State[] =>
  (Object.keys(moves) as State[]).filter((from) => moves[from].includes(to));

function reach<State>(from: readonly State[], next: (state: State) => readonly State[]): Set<State> {
  const found = new Set(from);
  for (const state of found) for (const following of next(state)) found.add(following);
  return found;
}
