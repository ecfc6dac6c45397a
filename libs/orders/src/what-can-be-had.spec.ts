import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Hold, HoldState } from '#libs/contracts';
import { keepsUnits, whatCanBeHad } from './what-can-be-had.js';

const aHold = (id: string, qty: number, state: HoldState, reserved: boolean): Hold => ({
  id,
  orderId: 'order',
  sessionId: 'session',
  offerId: 'offer',
  code: 'A1',
  variantId: 'tea',
  variantName: '250 g',
  qty,
  unitPrice: { amount: 100, currency: 'USD' },
  total: { amount: 100 * qty, currency: 'USD' },
  state,
  reserved,
  expiresAt: '2026-11-22T09:30:00.000Z',
});
const stock = (onHand: number, held: number, sold: number) => new Map([['tea', { onHand, held, sold }]]);

describe('what can be had of what was paid for', () => {
  it('is what is still set aside, though nothing else is left', () => {
    const hold = aHold('1', 2, 'PAYING', true);
    expect(whatCanBeHad([hold], stock(2, 2, 0))).toEqual({ had: [hold], gone: [] });
  });

  it.each([
    ['went back', aHold('1', 2, 'EXPIRED', true)],
    ['was never set aside', aHold('1', 2, 'PAYING', false)],
  ])('is what %s only if there is enough of it left', (_, hold) => {
    expect(whatCanBeHad([hold], stock(4, 1, 1)).had).toEqual([hold]);
    expect(whatCanBeHad([hold], stock(4, 2, 1)).gone).toEqual([hold]);
    expect(whatCanBeHad([hold], new Map()).gone).toEqual([hold]);
  });

  it('never takes more than there is', () => {
    const state = fc.constantFrom<HoldState>('HELD', 'PAYING', 'EXPIRED', 'RELEASED');
    const holds = fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), state, fc.boolean()), { maxLength: 8 });
    fc.assert(
      fc.property(holds, fc.nat(20), (given, left) => {
        const all = given.map(([qty, held, reserved], at) => aHold(String(at), qty, held, reserved));
        const { had, gone } = whatCanBeHad(all, stock(left, 0, 0));
        const anew = had.filter((hold) => !keepsUnits(hold)).reduce((sum, { qty }) => sum + qty, 0);
        expect(anew).toBeLessThanOrEqual(left);
        expect(had.length + gone.length).toBe(all.length);
        expect(gone.some(keepsUnits)).toBe(false);
      }),
    );
  });
});
