import { describe, expect, it } from '@jest/globals';
import { monthName, monthsUntil, timeOf } from './months.js';

describe('the months of statements', () => {
  it('go back over a year, the latest first', () => {
    const months = monthsUntil(new Date('2026-02-28T23:59:59.999Z'));
    expect(months.slice(0, 3)).toEqual(['2026-02', '2026-01', '2025-12']);
    expect(months.at(-1)).toBe('2025-02');
  });

  it('meet without a gap', () => {
    expect(timeOf('2026-12')).toEqual({ from: '2026-12-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' });
    const [later, earlier] = monthsUntil(new Date('2026-03-01T00:00:00Z')).map(timeOf);
    expect(earlier?.to).toBe(later?.from);
  });

  it('are named as the reader names them', () => {
    expect(monthName('2026-02', 'en')).toBe('February 2026');
    expect(monthName('2026-02', 'fr')).toBe('février 2026');
  });
});
