import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { feeOf, feeToGiveBack } from './fees.js';

const amounts = fc.integer({ min: 1, max: 1_000_000_000_000 });

describe('the fee of the house', () => {
  it.each([
    [2900, 250, 73],
    [2900, 0, 0],
    [1, 5000, 1],
    [1_000_000_000_000, 333, 33_300_000_000],
  ])('of %i at %i basis points is %i', (amount, basisPoints, fee) => {
    expect(feeOf(amount, basisPoints)).toBe(fee);
  });

  it('goes back with the money, a share at a time, and comes to nothing when all of it is back', () => {
    fc.assert(
      fc.property(
        amounts,
        fc.integer({ min: 0, max: 5000 }),
        fc.array(fc.double({ min: 0.01, max: 0.9, noNaN: true }), { maxLength: 5 }),
        (captured, basisPoints, parts) => {
          const credited = feeOf(captured, basisPoints);
          let [debited, refunded] = [0, 0];
          for (const part of [...parts, 1]) {
            refunded += part === 1 ? captured - refunded : Math.floor((captured - refunded) * part);
            const back = feeToGiveBack({ credited, debited }, { captured, refundedAfter: refunded });
            expect(back).toBeGreaterThanOrEqual(0);
            debited += back;
            expect(debited).toBeLessThanOrEqual(credited);
          }
          expect(debited).toBe(credited);
        },
      ),
    );
  });
});
