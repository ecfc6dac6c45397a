import { describe, expect, it } from '@jest/globals';
import { Health } from './health.js';

describe('readiness', () => {
  it('is full when everything that was registered answers', async () => {
    const health = new Health();
    health.register('postgresql', () => Promise.resolve());
    expect(await health.away()).toEqual({ required: [], helpful: [] });
  });

  it('names what fails, and within a second what hangs', async () => {
    const health = new Health();
    health.register('postgresql', () => Promise.resolve());
    health.register('redis', () => Promise.reject(new Error('away')), 'helpful');
    health.register('queue', () => Promise.reject(new Error('away')));
    health.register('disk', () => new Promise(() => {}));
    const asked = performance.now();
    expect(await health.away()).toEqual({ required: ['queue', 'disk'], helpful: ['redis'] });
    expect(performance.now() - asked).toBeLessThan(1500);
  });
});
