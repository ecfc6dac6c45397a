import { readFileSync } from 'node:fs';
import path from 'node:path';
import type {
  AppControllerRoute,
  AppViewRoute,
  BullBoardQueues,
  IServerAdapter,
  UIConfig,
} from '@bull-board/api/typings/app';

/** The only questions that are answered: none of them changes anything, and none shows logs, flows or the datastore. */
const answered = new Set(['/api/queues', '/api/queues/:queueName/:jobId', '/api/job-schedulers']);

export type BoardQuestion = { params: Record<string, string>; query: Record<string, string> };
export type BoardAnswer = { status?: number; body: unknown };

/** What Bull Board says to those who look, for whatever serves it. Questions by their path, below that of the board. */
export class BoardAnswers implements IServerAdapter {
  readonly questions = new Map<string, (question: BoardQuestion) => Promise<BoardAnswer>>();
  /** The addresses at which the page itself stands, and its scripts, styles and words. */
  pages: string[] = [];
  assets = '';
  #queues: BullBoardQueues = new Map();
  #views = '';
  #ui: UIConfig = {};
  #entry: AppViewRoute | undefined;

  /** @param basePath where it is served, without a slash at the end */
  constructor(private readonly basePath: string) {}

  setQueues(queues: BullBoardQueues): this {
    this.#queues = queues;
    return this;
  }

  setViewsPath(folder: string): this {
    this.#views = folder;
    return this;
  }

  setStaticPath(_route: string, folder: string): this {
    this.assets = folder;
    return this;
  }

  setUIConfig(ui: UIConfig): this {
    this.#ui = ui;
    return this;
  }

  setEntryRoute(entry: AppViewRoute): this {
    this.#entry = entry;
    this.pages = [entry.route].flat();
    return this;
  }

  /** Whoever serves it turns what is thrown into a problem, as everywhere. */
  setErrorHandler(): this {
    return this;
  }

  setApiRoutes(routes: AppControllerRoute[]): this {
    for (const { method, route, handler } of routes)
      for (const at of [route].flat())
        if (method === 'get' && answered.has(at))
          this.questions.set(at, async (question) =>
            handler({ ...question, queues: this.#queues, uiConfig: this.#ui, body: {}, headers: {} }),
          );
    return this;
  }

  /** The page, without what its policy would refuse anyway: a font from elsewhere, and styles within the markup. */
  page(): string {
    const { name, params } = this.#entry?.handler({ basePath: this.basePath, uiConfig: this.#ui }) ?? {
      name: '',
      params: {},
    };
    const values = params as Record<string, unknown>;
    return readFileSync(path.join(this.#views, name), 'utf8')
      .replaceAll(/<%[-=] (\w+) %>/g, (_, key: string) => String(values[key]))
      .replaceAll(/<link href="https:[^>]*>|<style>.*?<\/style>| style="[^"]*"/gs, '');
  }
}
