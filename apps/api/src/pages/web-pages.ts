import { existsSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Which page answers which address. The page itself reads what comes after it. */
const pages: Record<string, string> = {
  '/': 'index.html',
  '/s/*': 'watch.html',
  '/pay/*': 'pay.html',
  '/console': 'console.html',
  '/studio': 'studio.html',
  '/operate': 'operate.html',
};

/**
 * Serves the built web pages, when there are any: the API works without them. Files under /assets/ have their content's
 * hash in their name, so browsers keep them for good; a page is asked for every time.
 */
export function serveWebPages(app: NestFastifyApplication, root: string): void {
  if (!existsSync(path.join(root, 'index.html'))) return;
  void app.register(fastifyStatic, {
    root,
    // files are served by their own address, and nothing else of the folder
    wildcard: false,
    index: false,
    cacheControl: false,
    // as the build has compressed them; a browser that takes none of it gets the files themselves
    preCompressed: true,
    setHeaders: (reply, file) => {
      void reply.header('cache-control', cacheControl(path.relative(root, file.replace(/\.(?:br|gz)$/, ''))));
    },
  });
  const http = app.getHttpAdapter().getInstance();
  for (const [address, file] of Object.entries(pages)) {
    if (!existsSync(path.join(root, file))) continue;
    http.get(address, (request, reply) => {
      const text = address === '/s/*' ? textPageOf(request.url) : undefined;
      if (text !== undefined) return reply.redirect(text);
      return (reply as unknown as { sendFile(name: string): unknown }).sendFile(file);
    });
  }
}

/** Who has no JavaScript can not be told the address of a session's page of text by a page that is the same for all. */
const textPageOf = (url: string): string | undefined => /^\/s\/[\w-]+(?=\?text$)/.exec(url)?.[0].concat('/lite');

function cacheControl(file: string): string {
  if (file.startsWith('assets/')) return 'public, max-age=31536000, immutable';
  return file.endsWith('.html') ? 'no-cache' : 'public, max-age=3600';
}
