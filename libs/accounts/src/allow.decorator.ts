import { SetMetadata } from '@nestjs/common';
import type { Actor } from '#libs/contracts';
import { ALLOW } from '#libs/platform';

/**
 * Who may call a route. `signed-in` is every account, guests too; `person` an account with a password (an operator is
 * one as well); `api-key` an exporter's own system. `anyone` includes all of them.
 */
export type AllowedCaller = 'anyone' | 'signed-in' | 'person' | 'operator' | 'api-key';

const everyone: readonly AllowedCaller[] = ['anyone', 'signed-in', 'api-key'];

/** Declares who may call a route, or every route of a controller. A route that declares nothing is refused. */
export const Allow = (...callers: [AllowedCaller, ...AllowedCaller[]]) =>
  SetMetadata(ALLOW, callers.includes('anyone') ? everyone : callers);

const kindsOf: Record<AllowedCaller, readonly Actor['kind'][]> = {
  anyone: ['anonymous', 'guest', 'person', 'operator', 'api-key'],
  'signed-in': ['guest', 'person', 'operator'],
  person: ['person', 'operator'],
  operator: ['operator'],
  'api-key': ['api-key'],
};

export const isAllowed = (actor: Actor, callers: readonly AllowedCaller[]): boolean =>
  callers.some((caller) => kindsOf[caller].includes(actor.kind));

/** A route that names nobody with credentials reads none: its `Authorization` header is another's business. */
export const readsCredentials = (callers: readonly AllowedCaller[]): boolean =>
  callers.some((caller) => caller !== 'anyone');
