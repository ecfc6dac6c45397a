import path from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { describeApi } from './openapi/document.js';
import { serveReference } from './openapi/reference-page.js';
import { serveBoard } from './operate/serve-board.js';
import { serveWebPages } from './pages/web-pages.js';

const builtPages = path.resolve(import.meta.dirname, '../../../web');

/** What the API serves beside its routes: its own description and the web pages. Call it before `listen`. */
export function prepareApi(app: NestFastifyApplication): void {
  serveReference(app, () => describeApi(app));
  serveBoard(app);
  serveWebPages(app, builtPages);
}
