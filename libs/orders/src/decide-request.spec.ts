import { describe, expect, it } from '@jest/globals';
import { Country } from '#libs/contracts';
import { type AskedOrder, refusalOf } from './decide-request.js';
import { endOfDays, withdrawalDays, withdrawalRules } from './withdrawal-rules.js';

const delivered = new Date('2026-11-02T15:00:00Z');
const anOrder = (change: Partial<AskedOrder> = {}): AskedOrder => ({
  state: 'confirmed',
  isPaid: true,
  shippedAt: new Date('2026-11-01T09:00:00Z'),
  deliveredAt: delivered,
  destination: 'DE',
  ...change,
});
const notShipped = { shippedAt: null, deliveredAt: null };
const at = (day: string) => new Date(`2026-11-${day}Z`);

describe('what may be asked of an order', () => {
  it('is nothing before it is paid, and nothing of one that is over', () => {
    for (const kind of ['cancellation', 'withdrawal', 'return'] as const) {
      expect(refusalOf(kind, anOrder({ state: 'pending' }), at('03T00:00:00'))).toBe('order.wrong-state');
      expect(refusalOf(kind, anOrder({ isPaid: false }), at('03T00:00:00'))).toBe('order.wrong-state');
      expect(refusalOf(kind, anOrder({ state: 'returned' }), at('03T00:00:00'))).toBe('order.wrong-state');
    }
  });

  it('is a cancellation until it is shipped, and a return from then on', () => {
    expect(refusalOf('cancellation', anOrder(notShipped), at('01T00:00:00'))).toBeNull();
    expect(refusalOf('cancellation', anOrder(), at('02T00:00:00'))).toBe('order.too-late');
    expect(refusalOf('return', anOrder(notShipped), at('01T00:00:00'))).toBe('order.wrong-state');
    expect(refusalOf('return', anOrder({ deliveredAt: null }), at('30T00:00:00'))).toBeNull();
    expect(refusalOf('return', anOrder(), new Date('2026-12-02T23:59:59Z'))).toBeNull();
    expect(refusalOf('return', anOrder(), new Date('2026-12-04T00:00:00Z'))).toBe('order.too-late');
  });

  it('is a withdrawal to the end of the last day that the destination gives, before delivery too', () => {
    expect(refusalOf('withdrawal', anOrder(notShipped), at('01T00:00:00'))).toBeNull();
    expect(refusalOf('withdrawal', anOrder(), at('16T23:59:59'))).toBeNull();
    expect(refusalOf('withdrawal', anOrder(), at('17T12:00:00'))).toBe('order.too-late');
    expect(refusalOf('withdrawal', anOrder({ destination: 'BR' }), at('10T12:00:00'))).toBe('order.too-late');
  });

  it.each(['RW', 'US', null])('is no withdrawal where nobody has such a right: %s', (destination) => {
    expect(refusalOf('withdrawal', anOrder({ destination }), at('03T00:00:00'))).toBe('order.no-withdrawal');
  });
});

describe('the rules of withdrawal', () => {
  it('name countries that exist, each once, with a source', () => {
    const countries = withdrawalRules.flatMap((rule) => rule.countries.split(' '));
    expect(new Set(countries).size).toBe(countries.length);
    expect(countries.filter((country) => !Country.safeParse(country).success)).toEqual([]);
    expect(withdrawalRules.filter(({ source, days }) => source === '' || days < 1)).toEqual([]);
    expect([withdrawalDays('FR'), withdrawalDays('NO'), withdrawalDays('CN'), withdrawalDays('KE')]).toEqual([
      14, 14, 7, 0,
    ]);
  });

  it('count days without the first, wherever the clock stands', () => {
    expect(endOfDays(delivered, 14).toISOString()).toBe('2026-11-17T12:00:00.000Z');
  });
});
