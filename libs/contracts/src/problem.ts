import { z } from 'zod';
import { type ErrorCode, type ErrorExtras, DomainError, errorTable, statusOfKind } from './errors.js';

/** RFC 9457 problem details. `code` is stable; `title` and `detail` are for people. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    retryable: z.boolean(),
    detail: z.string().optional(),
    retryAfterMs: z.int().optional(),
    fields: z.array(z.object({ pointer: z.string(), reason: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' });
export type Problem = z.infer<typeof Problem>;

export function problemOf(code: ErrorCode, detail?: string, extras: ErrorExtras = {}): Problem {
  const row = new DomainError(code).row;
  return {
    type: `urn:silkcast:error:${code}`,
    title: row.title,
    status: statusOfKind[row.kind],
    code,
    retryable: row.retryable ?? false,
    ...(detail === undefined ? {} : { detail }),
    ...extras,
  };
}

export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(errorTable, code);

/** One row a failing field, from a zod error: where and why, without the value. */
export function fieldProblems(error: z.ZodError): ErrorExtras {
  return {
    fields: error.issues.slice(0, 20).map((issue) => ({ pointer: `/${issue.path.join('/')}`, reason: issue.message })),
  };
}
