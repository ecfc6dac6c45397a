import type { ServerResponse } from 'node:http';
import fastifyHelmet from '@fastify/helmet';
import { type DynamicModule, StandardSchemaValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'nestjs-pino';
import { uuidv7 } from 'uuidv7';
import { DomainError, type Settings } from '#libs/contracts';
import { Metrics } from './metrics.js';
import { ProblemFilter } from './problem.filter.js';
import { rememberRequests } from './request-id.js';
import { allowedOrigins, realtimeUrl } from './settings.js';

/** Requests larger than this are refused, in bytes. */
const bodyLimit = 256 * 1024;

/**
 * The HTTP side that all processes share: problem details, schema checks, security headers, logs and a clean shutdown.
 * The caller adds what is its own (web pages, sockets) and listens.
 */
export async function createHttpApp(module: DynamicModule, settings: Settings): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit,
    forceCloseConnections: true,
    // the audit names requests as logs do: one id for one request, whichever process served it
    genReqId: () => uuidv7(),
    trustProxy: settings.TRUSTED_PROXIES.length > 0 ? settings.TRUSTED_PROXIES : false,
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bufferLogs: true,
    abortOnError: false,
    rawBody: true,
  });
  app.useLogger(app.get(Logger));
  app.useGlobalFilters(new ProblemFilter());
  app.useGlobalPipes(
    new StandardSchemaValidationPipe({
      exceptionFactory: (issues) =>
        new DomainError('request.invalid', undefined, {
          fields: issues.slice(0, 20).map(({ path = [], message }) => ({
            pointer: path.map((step) => `/${String(typeof step === 'object' ? step.key : step)}`).join(''),
            reason: message,
          })),
        }),
    }),
  );
  const origins = allowedOrigins(settings);
  app.enableCors({ origin: [...origins], credentials: false, maxAge: 600, exposedHeaders: ['retry-after'] });
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentSecurityPolicy(settings) },
  });
  measureRequests(app, app.get(Metrics));
  rememberRequests(app);
  app.enableShutdownHooks(['SIGINT', 'SIGTERM'], { useProcessExit: true });
  return app;
}

/** Pages run only their own scripts and styles, and talk only to us and, where there is video, to where it is. */
function contentSecurityPolicy(settings: Settings): Record<string, string[]> {
  const { VIDEO_HLS_URL: hls, VIDEO_WHEP_URL: whep } = settings;
  const originsOf = (...urls: (string | undefined)[]) => urls.flatMap((url) => (url ? [new URL(url).origin] : []));
  const video = originsOf(hls);
  const asked = [...new Set(originsOf(hls, hls && whep))];
  return {
    'default-src': ["'self'"],
    'connect-src': ["'self'", ...realtimeOrigins(settings), ...asked],
    // a playlist is played from what a script has fetched of it
    'media-src': ["'self'", ...(video.length > 0 ? ['blob:'] : []), ...video],
    'img-src': ["'self'", 'data:', 'https:'],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  };
}

/** The same nodes over WebSocket and, for event streams, over HTTP. */
function realtimeOrigins(settings: Settings): string[] {
  const { origin } = new URL(realtimeUrl(settings));
  return [origin, origin.replace(/^ws/, 'http')];
}

function measureRequests(app: NestFastifyApplication, metrics: Metrics): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onResponse', async (request, reply) => {
      if (isEventStream(reply.raw)) return;
      // the route's pattern, not the path: a label must not hold ids
      const route = request.routeOptions.url ?? 'none';
      metrics.httpRequests.observe(
        { method: request.method, route, status: reply.statusCode },
        reply.elapsedTime / 1000,
      );
    });
}

/** It lasts as long as its reader stays, which says nothing of how fast we are; `silkcast_connections` counts it. */
const isEventStream = (response: ServerResponse): boolean =>
  String(response.getHeader('content-type')).startsWith('text/event-stream');
