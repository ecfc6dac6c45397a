import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

const page = (name: string) => new URL(`${name}.html`, import.meta.url).pathname;

// One HTML file a page: the api serves them by address (`/s/{slug}` is watch.html), any static host can do the same.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [preact()],
  resolve: { conditions: ['source', 'module', 'browser'] },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // Nothing inline: the Content Security Policy allows only what comes from our own address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: ['index', 'watch', 'pay', 'console', 'studio'].map(page) },
  },
  server: {
    proxy: { '/v1': { target: 'http://127.0.0.1:3000' }, '/realtime': { target: 'ws://127.0.0.1:3000', ws: true } },
  },
});
