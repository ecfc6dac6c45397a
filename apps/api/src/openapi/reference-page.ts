import { createRequire } from 'node:module';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Silkcast API</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/v1/docs/assets/swagger-ui.css">
  </head>
  <body>
    <div id="reference"></div>
    <script src="/v1/docs/assets/swagger-ui-bundle.js"></script>
    <script src="/v1/docs/reference.js"></script>
  </body>
</html>
`;
const script = `SwaggerUIBundle({ url: '/v1/openapi.json', dom_id: '#reference', deepLinking: true, persistAuthorization: false });
`;

/**
 * The API's description at /v1/openapi.json, and a page to read and try it at /v1/docs. The page loads nothing from
 * elsewhere and runs no inline script, so that it works offline and under our content security policy.
 */
export function serveReference(app: NestFastifyApplication, describe: () => OpenAPIObject): void {
  const http = app.getHttpAdapter().getInstance();
  let document: string | undefined;
  http.get('/v1/openapi.json', (_request, reply) => {
    document ??= JSON.stringify(describe());
    return reply.type('application/json; charset=utf-8').send(document);
  });
  http.get('/v1/docs', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
  http.get('/v1/docs/reference.js', (_request, reply) => reply.type('text/javascript; charset=utf-8').send(script));
  void app.register(fastifyStatic, {
    root: path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json')),
    prefix: '/v1/docs/assets/',
    decorateReply: false,
    index: false,
  });
}
