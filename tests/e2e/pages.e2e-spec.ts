import { expect } from '@jest/globals';
import { storiesIn } from '../support/story.js';

storiesIn(['standalone'], 'what a browser gets', (tell) => {
  tell('a page at each address of a person, asked for anew every time', async ({ url }) => {
    for (const address of ['/', '/s/rwanda-tea-and-coffee', '/pay/1', '/console', '/studio']) {
      const { status, headers } = await fetch(url + address);
      expect({ address, status, type: headers.get('content-type'), cache: headers.get('cache-control') }).toEqual({
        address,
        status: 200,
        type: 'text/html; charset=utf-8',
        cache: 'no-cache',
      });
    }
  });

  tell('scripts and styles that it may keep for good, and pictures', async ({ url }) => {
    const page = await (await fetch(`${url}/s/any`)).text();
    const assets = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, address]) => address);
    expect(assets.length).toBeGreaterThan(1);
    for (const asset of assets) {
      const { status, headers } = await fetch(`${url}${asset}`);
      expect({ asset, status }).toEqual({ asset, status: 200 });
      expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    }
    expect((await fetch(`${url}/images/coffee.svg`)).headers.get('content-type')).toBe('image/svg+xml');
  });

  tell('the reference of the API, with nothing from elsewhere and no script in the page', async ({ url }) => {
    const response = await fetch(`${url}/v1/docs`);
    const page = await response.text();
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
    const parts = [...page.matchAll(/(?:src|href)="(?!data:)([^"]+)"/g)].map(([, address]) => address ?? '');
    expect(parts).toEqual([
      '/v1/docs/assets/swagger-ui.css',
      '/v1/docs/assets/swagger-ui-bundle.js',
      '/v1/docs/reference.js',
    ]);
    for (const part of parts) expect((await fetch(url + part)).status).toBe(200);
    expect(page).not.toMatch(/<script>|<style|\son\w+=/);
    const document = (await (await fetch(`${url}/v1/openapi.json`)).json()) as { openapi: string };
    expect(document.openapi).toBe('3.1.0');
  });

  tell('a problem where there is nothing, also when the address climbs', async ({ url }) => {
    for (const address of [
      '/nothing',
      '/assets/nothing.js',
      '/..%2fpackage.json',
      '/assets/..%2f..%2fpackage.json',
      '/.made-of',
    ]) {
      const { status, headers } = await fetch(url + address);
      expect({ address, status, type: headers.get('content-type') }).toEqual({
        address,
        status: 404,
        type: 'application/problem+json; charset=utf-8',
      });
    }
  });
});
