import { describe, expect, it } from '@jest/globals';
import { between, quantile } from './quantile.js';

const histogram = (...counts: [bound: number, count: number][]) => new Map(counts);

describe('the quantile of a histogram', () => {
  it('lies within its bucket, as far in as its rank', () => {
    const buckets = histogram([0.1, 10], [0.2, 20], [Infinity, 20]);
    expect(quantile(buckets, 0.5)).toBeCloseTo(0.1);
    expect(quantile(buckets, 0.75)).toBeCloseTo(0.15);
  });

  it('is the last bound when what it falls on took longer than that', () => {
    expect(quantile(histogram([1, 1], [10, 1], [Infinity, 4]), 0.95)).toBe(10);
  });

  it('is none when nothing was counted', () => {
    expect(quantile(histogram([1, 0], [Infinity, 0]), 0.95)).toBeNull();
    expect(quantile(histogram(), 0.95)).toBeNull();
  });

  it('is of what came between two readings alone', () => {
    const before = histogram([1, 100], [2, 100], [Infinity, 100]);
    const after = histogram([1, 100], [2, 110], [Infinity, 110]);
    expect(quantile(between(before, after), 0.5)).toBeCloseTo(1.5);
  });
});
