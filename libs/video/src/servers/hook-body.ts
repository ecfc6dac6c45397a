import { z } from 'zod';
import { DomainError } from '#libs/contracts';

/** The name of a stream as `app/name` or `name`: what is before it says nothing about the session. */
export const lastStep = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The secret of a stream's name, as `?key=…` behind it says. Said twice, it is none. */
export function keyIn(query: string): string {
  const keys = new URLSearchParams(query).getAll('key');
  return keys.length === 1 ? (keys[0] ?? '') : '';
}

/** @throws DomainError `video.bad-hook`, without a word of what was sent: there may be a key in it */
export function jsonHook<T extends z.ZodType>(body: Buffer, schema: T): z.output<T> {
  return checked(parsed(body), schema);
}

/** A form (WHATWG URL, 5.1). Of a name that comes twice the first counts: what follows it may come from a publisher. */
export function formHook<T extends z.ZodType>(body: Buffer, schema: T): z.output<T> {
  const fields = [...new URLSearchParams(body.toString('utf8'))];
  return checked(Object.fromEntries(fields.toReversed()), schema);
}

function checked<T extends z.ZodType>(value: unknown, schema: T): z.output<T> {
  const { success, data } = schema.safeParse(value);
  if (!success) throw new DomainError('video.bad-hook');
  return data;
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
