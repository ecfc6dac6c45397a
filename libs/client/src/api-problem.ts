import { type ErrorCode, Problem, problemOf } from '#libs/contracts';

/** What the server refused, as RFC 9457 problem details; `code` is stable. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(readonly problem: Problem) {
    super(problem.title);
  }

  get code(): string {
    return this.problem.code;
  }

  get retryAfterMs(): number | undefined {
    return this.problem.retryAfterMs;
  }
}

/** The server could not be reached, answered nothing in time, or the line was lost before it did. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';

  constructor(options?: ErrorOptions) {
    super('The server did not answer', options);
  }
}

/** An answer that is no problem document, a proxy's for example, is told by its status. */
export function problemFrom(status: number, body: unknown): ApiProblem {
  const parsed = Problem.safeParse(body);
  return new ApiProblem(parsed.success ? parsed.data : { ...problemOf(codeOfStatus(status)), status });
}

function codeOfStatus(status: number): ErrorCode {
  if (status === 401) return 'account.unauthenticated';
  if (status === 403) return 'account.forbidden';
  if (status === 404) return 'request.not-found';
  if (status === 413) return 'request.too-large';
  if (status === 429) return 'request.limited';
  if (status >= 502) return 'server.unavailable';
  return status >= 500 ? 'server.internal' : 'request.invalid';
}
