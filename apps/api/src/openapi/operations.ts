import type { OpenAPIObject } from '@nestjs/swagger';
import type { Route } from '#libs/accounts';
import { answersSecretExtension } from '../idempotency/answers-secret.decorator.js';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;

const mutations = ['post', 'put', 'patch', 'delete'] as const;
const methods = ['get', ...mutations] as const;

/** How the kinds of callers are called in the description. */
const audiences: Record<string, string> = {
  'signed-in': 'accounts and guests',
  person: 'accounts',
  operator: 'operators',
  'api-key': 'API keys',
};

const listed = new Intl.ListFormat('en');

const idempotencyKey = { $ref: '#/components/parameters/IdempotencyKey' };
const problem = { $ref: '#/components/responses/Problem' };

/** Adds to every operation what is the same for all: how it fails, who may call it, how it is sent again. */
export function describeOperations(document: OpenAPIObject, routes: readonly Route[]): void {
  const callersOf = new Map(
    routes.map(({ method, path, callers }) => [`${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`, callers]),
  );
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of methods) {
      const operation = item[method];
      if (operation === undefined) continue;
      const callers = callersOf.get(`${method.toUpperCase()} ${path}`) ?? [];
      describe(operation, callers, method !== 'get');
    }
  }
}

function describe(operation: Operation, callers: readonly string[], mutates: boolean): void {
  operation.responses = { ...operation.responses, default: problem };
  const known = callers.filter((caller) => caller !== 'anyone');
  const anonymous = callers.includes('anyone');
  operation.security = [...(anonymous ? [{}] : []), ...(known.length > 0 ? [{ bearer: [] }] : [])];
  operation.summary ??= titleOf(operation.operationId);
  operation.description ??= `For ${anonymous ? 'everyone' : listed.format(known.map((caller) => audiences[caller] ?? caller))}.`;
  const own = operation.parameters?.filter((parameter) => !isIdempotencyKey(parameter)) ?? [];
  const readsKey = own.length < (operation.parameters?.length ?? 0);
  const repeatable = mutates && known.length > 0 && !(answersSecretExtension in operation);
  operation.parameters = repeatable || readsKey ? [...own, idempotencyKey] : own;
}

const isIdempotencyKey = (parameter: object): boolean => 'name' in parameter && parameter.name === 'idempotency-key';

/** `accounts.registerGuest` reads "Register guest". */
function titleOf(operationId = ''): string {
  const words = operationId.replace(/^.*\./, '').replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
