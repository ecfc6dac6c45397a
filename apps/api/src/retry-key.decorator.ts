import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { AuthenticatedRequest } from '#libs/accounts';
import { IdempotencyKey } from '#libs/contracts';

/**
 * For what must not happen twice even when a process dies over it: the request's `Idempotency-Key`, or a fresh one, so
 * that a request without it is one of its own.
 */
export const RetryKey = createParamDecorator((_: undefined, context: ExecutionContext): string => {
  const { headers } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  return IdempotencyKey.catch(uuidv7).parse(headers['idempotency-key']);
});
