import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type Actor, DomainError } from '#libs/contracts';
import { ALLOW } from '#libs/platform';
import { type AllowedCaller, isAllowed, readsCredentials } from './allow.decorator.js';
import { anonymous, type AuthenticatedRequest } from './caller.decorator.js';
import { TokenVerifier } from './token-verifier.js';

/**
 * Establishes who calls, and refuses whoever the route does not name. Sockets have their own table of who may send
 * which command, so only HTTP is looked at.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: TokenVerifier,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const targets = [context.getHandler(), context.getClass()];
    const callers = this.reflector.getAllAndOverride<AllowedCaller[] | undefined>(ALLOW, targets) ?? [];
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const actor = readsCredentials(callers) ? await this.#actorOf(request) : anonymous;
    if (!isAllowed(actor, callers))
      throw new DomainError(actor.kind === 'anonymous' ? 'account.unauthenticated' : 'account.forbidden');
    request.actor = actor;
    return true;
  }

  async #actorOf(request: AuthenticatedRequest): Promise<Actor> {
    const header = request.headers['authorization'];
    if (header === undefined) return anonymous;
    const token = typeof header === 'string' ? /^Bearer +(\S+)$/i.exec(header)?.[1] : undefined;
    if (token === undefined) throw new DomainError('account.unauthenticated');
    return this.tokens.verify(token);
  }
}
