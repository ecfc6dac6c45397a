import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ledgerAccounts, movement, transferOf } from './ledger.js';

const { provider, exporter } = ledgerAccounts;

describe('a ledger transfer', () => {
  it('sums to zero for every movement of money', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000_000 }), (amount) => {
        const { sides } = transferOf(
          't',
          'o',
          movement(provider('sandbox'), exporter('e'), { amount, currency: 'RWF' }),
        );
        expect(sides.reduce((sum, side) => sum + side.amount, 0)).toBe(0);
      }),
    );
  });

  it('debits the provider and credits the exporter when a payment is captured', () => {
    expect(movement(provider('sandbox'), exporter('e'), { amount: 1450, currency: 'USD' })).toEqual([
      { account: 'provider:sandbox', amount: 1450, currency: 'USD' },
      { account: 'exporter:e', amount: -1450, currency: 'USD' },
    ]);
  });

  it.each([
    ['one side is more than the other', [10, -9]],
    ['there is one side only', [10]],
    ['it is not in whole minor units', [0.5, -0.5]],
  ])('is refused when %s', (_, amounts) => {
    const sides = amounts.map((amount) => ({ account: 'a', amount, currency: 'USD' }));
    expect(() => transferOf('t', 'o', sides)).toThrow(RangeError);
  });

  it('is refused when it balances only across currencies', () => {
    const sides = [
      { account: 'a', amount: 10, currency: 'USD' },
      { account: 'b', amount: -10, currency: 'EUR' },
    ];
    expect(() => transferOf('t', 'o', sides)).toThrow('does not sum to zero');
  });
});
