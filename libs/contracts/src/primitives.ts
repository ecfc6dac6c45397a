import { z } from 'zod';

/** Every id is a UUID version 7 (RFC 9562): unique without asking anyone, and sortable by time. */
export const Id = z.uuid();
export type Id = z.infer<typeof Id>;

/** A point in time, ISO 8601 in UTC with milliseconds. */
export const Instant = z.iso.datetime().meta({ id: 'Instant', example: '2026-11-22T09:30:00.000Z' });

/** The part of a web address that names a session, exporter or listing. */
export const Slug = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .min(2)
  .max(64);

/** A person's name as others see it: one line, no control characters. */
export const DisplayName = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[^\p{Cc}\p{Cf}]+$/u, 'no control characters');

/** Text that people read: trimmed, without control characters other than the line feed and without half characters. */
export const plainText = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\u0000-\u0009\u000B-\u001F\u007F\p{Cs}]*$/u, 'no control characters, no lone surrogates');

/** What a client names so that a retried request has one effect (draft-ietf-httpapi-idempotency-key-header). */
export const IdempotencyKey = z.string().regex(/^[\x21-\x7E]{8,128}$/);

/** A place in a list. Opaque to clients; `null` in an answer means the list ends here. */
export const Cursor = z.string().max(200);
export const PageQuery = z.object({
  cursor: Cursor.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type PageQuery = z.infer<typeof PageQuery>;
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: Cursor.nullable() });
export type Page<T> = { items: T[]; nextCursor: string | null };
