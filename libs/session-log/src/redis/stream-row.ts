import type { LogEntry } from '#libs/contracts';

/** A row of a stream, as XRANGE answers it: its id, and the field `entry` with the entry as JSON. */
export type StreamRow = [id: string, fields: string[]];

export const parseRow = ([, fields]: StreamRow): LogEntry => JSON.parse(fields[1] as string) as LogEntry;
