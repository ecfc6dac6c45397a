import type { ExecutionContext } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { quietSettings } from '../../../../tests/support/feature.js';
import { OwnForms } from './own-forms.guard.js';

const guard = new OwnForms(quietSettings({ PUBLIC_URL: 'https://live.example' }));
const lets = (headers: Record<string, string>, method = 'POST') => {
  const request = { method, headers: { host: 'inside:3000', ...headers } };
  try {
    return guard.canActivate({ switchToHttp: () => ({ getRequest: () => request }) } as unknown as ExecutionContext);
  } catch (error) {
    return (error as { code: string }).code;
  }
};
const cookie = 'silkcast_viewer=a~b';

describe('a form', () => {
  it('is taken from a page of ours, at the address of the house or that of this process', () => {
    expect(lets({ cookie, origin: 'https://live.example' })).toBe(true);
    expect(lets({ cookie, origin: 'http://inside:3000' })).toBe(true);
    expect(lets({ cookie, referer: 'https://live.example/s/tea/lite' })).toBe(true);
  });

  it.each([
    ['from another site', { cookie, origin: 'https://evil.example' }],
    ['from another site that has no cookie of ours to use', { origin: 'https://evil.example' }],
    ['from a page that hides where it is', { cookie, origin: 'null' }],
    ['from another site that names us behind its own name', { cookie, origin: 'https://live.example.evil.example' }],
    ['from an old browser on another site', { cookie, referer: 'https://evil.example/?https://live.example' }],
    ['with a cookie, from nowhere', { cookie }],
  ])('is refused %s', (_, headers) => {
    expect(lets(headers)).toBe('account.forbidden');
  });

  it('is what programs may send, which have a token and no cookie', () => {
    expect(lets({})).toBe(true);
  });

  it('is no matter for who only reads', () => {
    expect(lets({ cookie, origin: 'https://evil.example' }, 'GET')).toBe(true);
  });
});
