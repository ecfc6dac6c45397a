import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DomainError } from '#libs/contracts';
import { asProblem } from '#libs/platform';
import { type BoardQuestion, QueueBoard } from '#libs/queue';
import { BoardPass, boardPath } from './board-pass.js';

/**
 * Bull Board has a base address of its own and brings its own scripts and styles; it may load nothing else, talk to
 * nobody else and stand in nobody's frame.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The board of the queues, for whoever shows an operator's pass. It answers questions only: nothing else has a route. */
export function serveBoard(app: NestFastifyApplication): void {
  const pass = app.get(BoardPass, { strict: false });
  const board = app.get(QueueBoard, { strict: false });
  void app
    .getHttpAdapter()
    .getInstance()
    .register(
      async (scope) => {
        const { answers, open } = await board.at(boardPath);
        scope.addHook('onRequest', async (request, reply) => {
          void reply.header('cache-control', 'no-store').header('content-security-policy', policy);
          await pass.check(request.headers.cookie);
          open();
        });
        scope.setErrorHandler((error, _request, reply) => {
          const problem = asProblem(error);
          return reply.status(problem.status).type('application/problem+json; charset=utf-8').send(problem);
        });
        scope.setNotFoundHandler(() => {
          throw new DomainError('request.not-found');
        });
        await scope.register(fastifyStatic, {
          root: answers.assets,
          prefix: '/static/',
          decorateReply: false,
          index: false,
        });
        for (const page of answers.pages)
          scope.get(page, (_request, reply) => reply.type('text/html; charset=utf-8').send(answers.page()));
        for (const [path, answer] of answers.questions)
          scope.get(path, async ({ params, query }, reply) => {
            const { status = 200, body } = await answer({ params, query } as BoardQuestion);
            return reply.status(status).send(body);
          });
      },
      { prefix: boardPath },
    );
}
