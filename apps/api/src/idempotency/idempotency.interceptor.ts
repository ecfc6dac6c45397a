import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { from, lastValueFrom, map, type Observable } from 'rxjs';
import type { AuthenticatedRequest } from '#libs/accounts';
import { type Actor, DomainError, IdempotencyKey } from '#libs/contracts';
import { ANSWERS_SECRET } from './answers-secret.decorator.js';
import { IdempotentRequests } from './idempotent-requests.js';
import type { RequestName } from './idempotent-requests.store.js';

type Request = AuthenticatedRequest & { method: string; url: string; body: unknown; routeOptions: { url: string } };
type Reply = { statusCode: number; header(name: string, value: string): unknown };

const mutations = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Honours `Idempotency-Key` on every mutation of a caller who is known (draft-ietf-httpapi-idempotency-key-header). */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly requests: IdempotentRequests,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const name = context.getType() === 'http' ? this.#nameOf(context) : null;
    if (name === null) return next.handle();
    const http = context.switchToHttp();
    const { url, body } = http.getRequest<Request>();
    const reply = http.getResponse<Reply>();
    const content = `${url}\n${JSON.stringify(body ?? null)}`;
    const work = () => lastValueFrom(next.handle(), { defaultValue: undefined });
    return from(this.requests.run(name, content, reply.statusCode, work)).pipe(
      map((answer) => {
        if (answer.replayed) reply.header('idempotent-replayed', 'true');
        if ('refusal' in answer) throw answer.refusal;
        return answer.body;
      }),
    );
  }

  /** Null when the request is not one to remember. */
  #nameOf(context: ExecutionContext): RequestName | null {
    const request = context.switchToHttp().getRequest<Request>();
    const given = request.headers['idempotency-key'];
    const caller = callerOf(request.actor);
    if (given === undefined || caller === null || !mutations.has(request.method)) return null;
    if (this.reflector.getAllAndOverride(ANSWERS_SECRET, [context.getHandler(), context.getClass()])) return null;
    const key = IdempotencyKey.safeParse(given);
    if (!key.success)
      throw new DomainError('request.invalid', 'Idempotency-Key must be 8 to 128 visible ASCII characters.');
    return { scope: `${caller} ${request.method} ${request.routeOptions.url}`, key: key.data };
  }
}

function callerOf(actor: Actor | undefined): string | null {
  if (actor === undefined || actor.kind === 'anonymous') return null;
  return actor.kind === 'api-key' ? `key:${actor.apiKeyId}` : `account:${actor.accountId}`;
}
