import { describe, expect, it } from '@jest/globals';
import type { PulseMinute } from '#libs/contracts';
import { lagPlot, salesPlot, viewersPlot } from './pulse-series.js';

const minute = (at: string, over: Partial<PulseMinute> = {}): PulseMinute => ({
  at: `2026-11-22T09:${at}:00.000Z`,
  viewers: null,
  byLanguage: null,
  claims: 0,
  orders: 0,
  lagMs: {},
  ...over,
});
const audience = (byLanguage: Record<string, number>) => ({ viewers: 0, byLanguage, byCountry: {} });

describe('the plots of a session', () => {
  it('show viewers of each language where they were counted, and those of this moment at the end', () => {
    const minutes = [minute('28'), minute('29', { byLanguage: { en: 1, fr: 4 } })];
    const now = Date.parse('2026-11-22T09:30:30.000Z');
    expect(viewersPlot(minutes, audience({ en: 2, sw: 1 }), now)).toEqual({
      times: [Date.parse('2026-11-22T09:29:00.000Z') / 1000, now / 1000],
      series: [
        { name: 'fr', values: [4, 0] },
        { name: 'en', values: [1, 2] },
        { name: 'sw', values: [0, 1] },
      ],
    });
  });

  it('show no more languages than can be told apart', () => {
    const many = Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`l${n}`, n]));
    expect(viewersPlot([], audience(many), 0).series.map(({ name }) => name)).toEqual([
      'l8',
      'l7',
      'l6',
      'l5',
      'l4',
      'l3',
    ]);
  });

  it('show claims and orders of every minute', () => {
    const { series } = salesPlot([minute('28', { claims: 3 }), minute('29', { claims: 1, orders: 2 })]);
    expect(series).toEqual([
      { name: 'desk.claimsPerMinute', values: [3, 1] },
      { name: 'desk.ordersPerMinute', values: [0, 2] },
    ]);
  });

  it('show the lag of captions in seconds, with a gap where nothing was said', () => {
    const { series } = lagPlot([
      minute('28', { lagMs: { fr: 900 } }),
      minute('29'),
      minute('30', { lagMs: { ar: 1500 } }),
    ]);
    expect(series).toEqual([
      { name: 'ar', values: [null, null, 1.5] },
      { name: 'fr', values: [0.9, null, null] },
    ]);
  });
});
