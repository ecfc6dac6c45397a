import type { IncomingMessage } from 'node:http';
import { RequestMethod } from '@nestjs/common';
import type { Params } from 'nestjs-pino';

type Request = IncomingMessage & { id?: unknown; originalUrl?: string };

/** Without its query. A middleware of Fastify sees `url` without what its own route has matched. */
const pathOf = ({ originalUrl, url = '' }: Request): string => (originalUrl ?? url).replace(/\?.*/s, '');

/**
 * Log lines are a static message plus fields. No header, body, query or address of a request is written: what people
 * say and who they are never reaches a log.
 */
export const loggingOf = (level: string): Params => ({
  // nestjs-pino's own default matches no request on Fastify
  forRoutes: [{ path: '/{*path}', method: RequestMethod.ALL }],
  // Not logged, and no request of its own to log lines either: from its first use that context (AsyncLocalStorage) makes
  // every promise of the process dearer, and a worker serves nothing else.
  exclude: ['/health/{*path}', '/metrics'].map((path) => ({ path, method: RequestMethod.ALL })),
  pinoHttp: {
    level,
    wrapSerializers: false,
    base: { pid: process.pid },
    redact: { paths: ['*.token', '*.password', '*.secret', '*.authorization', '*.text'], censor: '[redacted]' },
    serializers: {
      req: (request: Request) => ({ id: request.id, method: request.method, path: pathOf(request) }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
      // what a library logs by itself arrives as an Error, what we log as fields already
      err: (error: unknown) => (error instanceof Error ? errorFields(error) : error),
    },
    autoLogging: { ignore: (request: Request) => /^\/assets\b/.test(pathOf(request)) },
    customLogLevel: (_request, response, error) => (error || response.statusCode >= 500 ? 'error' : 'debug'),
  },
});

/** Name, code and stack of an error. The message is left out: a library may have put a value from the request into it. */
export function errorFields(error: Error & { code?: unknown }): Record<string, unknown> {
  const frames = error.stack
    ?.split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 12);
  return { type: error.name, code: error.code, stack: frames?.map((line) => line.trim()) };
}
