import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type Actor, DomainError, type SignedInActor } from '#libs/contracts';

/** A request whose caller the access guard has established. */
export type AuthenticatedRequest = { headers: Record<string, string | string[] | undefined>; actor?: Actor };

export const anonymous: Actor = { kind: 'anonymous' };

/** The caller, established by the access guard: `@Caller() actor: Actor`. */
export const Caller = createParamDecorator(
  (_: undefined, context: ExecutionContext): Actor =>
    context.switchToHttp().getRequest<AuthenticatedRequest>().actor ?? anonymous,
);

/**
 * The same actor, known to have an account.
 *
 * @throws DomainError `account.unauthenticated` for anonymous callers, `account.forbidden` for API keys
 */
export function signedIn(actor: Actor): SignedInActor {
  if (actor.kind === 'anonymous') throw new DomainError('account.unauthenticated');
  if (actor.kind === 'api-key') throw new DomainError('account.forbidden');
  return actor;
}
