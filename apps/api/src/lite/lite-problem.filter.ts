import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable } from '@nestjs/common';
import type { Problem } from '#libs/contracts';
import { errorWord, firstReadable, interfaceLanguages } from '#libs/pages';
import { asProblem, logProblem } from '#libs/platform';
import { litePageOf } from './lite-page-address.js';
import { LitePages, type PageReply } from './lite-pages.js';
import { problemPage } from './pages/problem-page.js';
import { wantedLanguages } from './wanted-languages.js';
import { Words } from './words.js';

type Request = { url: string; headers: { cookie?: string }; query?: unknown };

/** Errors as a page that people can read, with the status that programs read. */
@Catch()
@Injectable()
export class LiteProblemFilter implements ExceptionFilter {
  constructor(private readonly pages: LitePages) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const problem = asProblem(error);
    logProblem(problem, error);
    const request = host.switchToHttp().getRequest<Request>();
    const reply = host.switchToHttp().getResponse<PageReply>();
    const wanted = wantedLanguages(request);
    const words = await Words.for(firstReadable(wanted, interfaceLanguages, 'en'), wanted);
    const base = problem.code === 'session.not-found' ? '/' : (litePageOf(request.url) ?? '/');
    if (problem.retryAfterMs !== undefined) reply.header('retry-after', String(secondsOf(problem.retryAfterMs)));
    this.pages.send(reply, problem.status, problemPage(base, words, textOf(problem, words)));
  }
}

const secondsOf = (ms: number): number => Math.ceil(ms / 1000);

function textOf({ code, retryAfterMs }: Problem, words: Words): string {
  if (retryAfterMs !== undefined) return words.t('error.slow-down', { seconds: secondsOf(retryAfterMs) });
  return words.t(code === 'account.unauthenticated' ? 'joinNote' : errorWord(code));
}
