import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { DomainError, type ErrorCode, type Problem, problemOf } from '#libs/contracts';
import { errorFields } from './logging.js';

type Reply = { status(code: number): Reply; header(name: string, value: string): Reply; send(body: unknown): unknown };

const codeOfStatus: Record<number, ErrorCode> = {
  400: 'request.invalid',
  401: 'account.unauthenticated',
  403: 'account.forbidden',
  404: 'request.not-found',
  413: 'request.too-large',
  415: 'request.invalid',
  429: 'request.limited',
  503: 'server.unavailable',
};

/** PostgreSQL or Redis can not be reached: the caller may try again. Codes of Node's sockets and of SQLSTATE. */
const unreachable = /^(?:ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|57P0[123]|53300|08\d{3})$/;

/** What `pg` says, without a code, when its connection broke under a query. */
const brokenConnection = /^Connection terminated|is not queryable$|^timeout exceeded when trying to connect$/;

/** Turns whatever was thrown into the one shape that callers see. */
export function asProblem(error: unknown): Problem {
  if (error instanceof DomainError) return problemOf(error.code, error.detail, error.extras);
  if (error instanceof HttpException) return problemOf(codeOfStatus[error.getStatus()] ?? 'server.internal');
  const { statusCode, code } = (error ?? {}) as { statusCode?: number; code?: unknown };
  if (statusCode !== undefined && codeOfStatus[statusCode]) return problemOf(codeOfStatus[statusCode]);
  if (typeof code === 'string' && unreachable.test(code)) return problemOf('server.unavailable');
  if (error instanceof Error && brokenConnection.test(error.message)) return problemOf('server.unavailable');
  return problemOf('server.internal');
}

const logger = new Logger('Problem');

/** Faults of ours are logged; a caller's mistakes are not, they are answered. */
export function logProblem(problem: Problem, error: unknown): void {
  if (problem.status < 500) return;
  logger.error(
    { code: problem.code, ...(error instanceof Error ? { err: errorFields(error) } : {}) },
    'request failed',
  );
}

/** Every error of the HTTP API as RFC 9457 problem details. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const problem = asProblem(error);
    logProblem(problem, error);
    const reply = host.switchToHttp().getResponse<Reply>();
    if (problem.retryAfterMs !== undefined) reply.header('retry-after', String(Math.ceil(problem.retryAfterMs / 1000)));
    reply
      .status(problem.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(problem));
  }
}
