import { describe, expect, it } from '@jest/globals';
import { healthOf, isNews, notServed, type RecentFinals } from './language-health.js';

const recent = (over: Partial<RecentFinals> = {}): RecentFinals => ({
  promised: 5,
  untranslated: 0,
  lagMs: 640,
  engine: 'libretranslate',
  ...over,
});
const health = (over: Partial<RecentFinals> = {}) => healthOf(recent(over), 2000);

describe('how a language is served', () => {
  it('is live while all is translated in time, and when nothing was said', () => {
    expect(health()).toEqual({ state: 'live', engine: 'libretranslate', reason: null, lagMs: null });
    expect(health({ promised: 0, lagMs: 0, engine: null })).toMatchObject({ state: 'live', engine: 'source' });
  });

  it('is degraded when it is slow or some are not translated, and says how far behind', () => {
    expect(health({ lagMs: 4200 })).toMatchObject({ state: 'degraded', reason: 'slow', lagMs: 4200 });
    expect(health({ untranslated: 1, lagMs: 3800 })).toMatchObject({ state: 'degraded', reason: 'failing' });
  });

  it('is the source only when nothing is translated', () => {
    expect(health({ untranslated: 5, engine: null })).toMatchObject({ state: 'source-only', engine: 'source' });
  });

  it('is news when it changes, and not when a lag moves a little or an engine stands in', () => {
    expect(isNews(undefined, health())).toBe(true);
    expect(isNews(health(), health({ engine: 'apertium' }))).toBe(false);
    expect(isNews(health(), health({ lagMs: 3000 }))).toBe(true);
    expect(isNews(health({ lagMs: 3000 }), health({ lagMs: 3900 }))).toBe(false);
    expect(isNews(health({ lagMs: 3000 }), health({ lagMs: 4200 }))).toBe(true);
    expect(isNews(notServed('budget'), notServed('no-audience'))).toBe(true);
  });

  it('is no news of a language that nobody was told of and nobody reads', () => {
    expect(isNews(undefined, notServed('no-audience'))).toBe(false);
  });
});
