import { AsyncLocalStorage } from 'node:async_hooks';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const served = new AsyncLocalStorage<string>();
const changesNothing = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The id under which logs name the request that is being served; null where nothing is changed by one, as behind a socket. */
export const requestId = (): string | null => served.getStore() ?? null;

/** Only for requests that change something: they are few, and this context makes every promise of theirs dearer. */
export function rememberRequests(app: NestFastifyApplication): void {
  const http = app.getHttpAdapter().getInstance();
  http.addHook('onRequest', (request, _reply, done) => {
    if (changesNothing.has(request.method)) done();
    else served.run(request.id, done);
  });
}
