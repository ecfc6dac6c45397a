/** A value and the log position that wrote it. The later position wins, whatever order the writes arrive in. */
export interface Register<T> {
  readonly seq: number;
  readonly value: T;
}

export type Registers<T> = ReadonlyMap<string, Register<T>>;

export function newer<T>(current: Register<T> | undefined, written: Register<T>): Register<T> {
  return current !== undefined && current.seq >= written.seq ? current : written;
}

export function write<T>(registers: Registers<T>, key: string, written: Register<T>): Registers<T> {
  const current = registers.get(key);
  const winner = newer(current, written);
  return winner === current ? registers : new Map(registers).set(key, winner);
}

/** Those written after a position: what a snapshot taken there does not know yet. */
export function writtenAfter<T>(registers: Registers<T>, seq: number): Registers<T> {
  return new Map([...registers].filter(([, register]) => register.seq > seq));
}
