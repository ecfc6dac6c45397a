import { describe, expect, it } from '@jest/globals';
import { Slug } from '#libs/contracts';
import { fromField, toField, tomorrow } from './local-time.js';
import { moved } from './moved.js';
import { slugOf } from './slug-of.js';

describe('a plan', () => {
  it('has an address that is made of its title', () => {
    expect(slugOf('Thé & café de Rwanda!')).toBe('the-cafe-de-rwanda');
    expect(slugOf('  Spring: 2,000 boxes — first pick  ')).toBe('spring-2-000-boxes-first-pick');
    expect(slugOf('茶')).toBe('');
    expect(Slug.safeParse(slugOf(`${'long '.repeat(30)}title`)).success).toBe(true);
  });

  it('begins when the clock of its host says so', () => {
    const instant = '2027-03-04T05:06:00.000Z';
    expect(fromField(toField(instant))).toBe(instant);
    expect(toField(instant)).toMatch(/^2027-03-0[345]T\d{2}:\d{2}$/);
    expect(fromField('')).toBeNull();
    expect(tomorrow(Date.parse('2027-03-04T05:06:00.000Z'))).toBe('2027-03-05T06:00:00.000Z');
  });

  it('moves an item up or down', () => {
    const items = ['A1', 'A2', 'A3'];
    expect(moved(items, 0, 2)).toEqual(['A2', 'A3', 'A1']);
    expect(moved(items, 2, 0)).toEqual(['A3', 'A1', 'A2']);
    expect(moved(items, 1, 1)).toEqual(items);
  });
});
