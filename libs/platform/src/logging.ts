import type { IncomingMessage } from 'node:http';
import type { Params } from 'nestjs-pino';
import { randomUUID } from 'node:crypto';

/**
 * Log lines are a static message plus fields. No header, body, query or address of a request is written: what people
 * say and who they are never reaches a log.
 */
export const loggingOf = (level: string): Params => ({
  pinoHttp: {
    level,
    wrapSerializers: false,
    base: { pid: process.pid },
    genReqId: () => randomUUID(),
    redact: { paths: ['*.token', '*.password', '*.secret', '*.authorization', '*.text'], censor: '[redacted]' },
    serializers: {
      req: (request: { id: string; method: string; url: string }) => ({
        id: request.id,
        method: request.method,
        path: request.url.split('?', 1)[0],
      }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
      // what a library logs by itself arrives as an Error, what we log as fields already
      err: (error: unknown) => (error instanceof Error ? errorFields(error) : error),
    },
    autoLogging: { ignore: (request: IncomingMessage) => /^\/(?:health|metrics|assets)\b/.test(request.url ?? '') },
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
