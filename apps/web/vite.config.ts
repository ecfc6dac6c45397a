import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import preact from '@preact/preset-vite';
import { IntlMessageFormat } from 'intl-messageformat';
import { defineConfig, type Plugin } from 'vite';

const file = (name: string) => new URL(name, import.meta.url).pathname;
const pages = ['index', 'watch', 'pay', 'console', 'studio', 'operate'].map((name) => file(`${name}.html`));

/** Beside each file what browsers are sent of it, so that no server has to make it again for each of them. */
const compressed: Plugin = {
  name: 'compressed',
  writeBundle({ dir = '' }) {
    for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
      if (!/\.(?:js|css|svg|html)$/.test(name)) continue;
      const at = path.join(dir, name);
      const content = readFileSync(at);
      writeFileSync(`${at}.br`, brotliCompressSync(content));
      writeFileSync(`${at}.gz`, gzipSync(content, { level: 9 }));
    }
  },
};

/** Messages as the library has read them: browsers get no parser, which is three quarters of the library. */
const readMessages: Plugin = {
  name: 'read-messages',
  enforce: 'pre',
  transform(code, id) {
    if (!/\/libs\/pages\/src\/messages\/.*\.json$/.test(id)) return null;
    const messages = Object.entries(JSON.parse(code) as Record<string, string>);
    const read = messages.map(([key, text]) => [key, new IntlMessageFormat(text, 'en', undefined, asText).getAst()]);
    return JSON.stringify(Object.fromEntries(read));
  },
};
const asText = { ignoreTag: true };

// One HTML file a page: the api serves them by address (`/s/{slug}` is watch.html), any static host can do the same.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [preact(), readMessages, compressed],
  json: { namedExports: false },
  resolve: {
    conditions: ['source', 'module', 'browser'],
    alias: { '@formatjs/icu-messageformat-parser': '@formatjs/icu-messageformat-parser/no-parser.js' },
  },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // Nothing inline: the Content Security Policy allows only what comes from our own address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The pages that the server renders (`/s/{slug}/lite`) find their style and script by it.
    manifest: true,
    rolldownOptions: { input: [...pages, file('src/lite/lite.entry.ts')] },
  },
  server: {
    proxy: { '/v1': { target: 'http://127.0.0.1:3000' }, '/realtime': { target: 'ws://127.0.0.1:3000', ws: true } },
  },
});
