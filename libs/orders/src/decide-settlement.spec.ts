import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decideSettlement } from './decide-settlement.js';

const now = (state: Parameters<typeof decideSettlement>[1]['state'], paidLater = false) => ({ state, paidLater });

describe('what the news of a payment comes to', () => {
  it.each([
    ['captured', 'pending', 'pending', 'capture'],
    ['captured', 'unknown', 'pending', 'capture'],
    ['captured', 'expired', 'cancelled', 'capture'],
    ['captured', 'declined', 'pending', 'capture'],
    ['captured', 'expired', 'confirmed', 'refund'],
    ['captured', 'captured', 'confirmed', 'nothing'],
    ['captured', 'refunding', 'cancelled', 'nothing'],
    ['captured', 'refunded', 'cancelled', 'nothing'],
    ['declined', 'pending', 'pending', 'decline'],
    ['declined', 'captured', 'confirmed', 'nothing'],
    ['expired', 'unknown', 'pending', 'expire'],
    ['expired', 'captured', 'confirmed', 'nothing'],
    ['authorised', 'pending', 'pending', 'secure'],
    ['authorised', 'pending', 'confirmed', 'void'],
    ['authorised', 'expired', 'cancelled', 'void'],
    ['authorised', 'captured', 'confirmed', 'nothing'],
  ] as const)('%s of a payment that is %s, its order %s: %s', (news, state, order, settlement) => {
    expect(decideSettlement(news, now(state), order)).toBe(settlement);
  });

  it('lets an order stand at once, and books the money later, where it comes with the goods', () => {
    expect(decideSettlement('authorised', now('pending', true), 'pending')).toBe('promise');
    expect(decideSettlement('captured', now('authorised', true), 'confirmed')).toBe('book');
  });

  it('is settled once: nothing that is told afterwards takes or returns the money again', () => {
    const news = fc.constantFrom('authorised', 'captured', 'declined', 'expired');
    const settled = fc.constantFrom('captured', 'refunding', 'refunded');
    const order = fc.constantFrom('pending', 'confirmed', 'cancelled');
    fc.assert(
      fc.property(news, settled, order, fc.boolean(), (said, state, orderState, paidLater) => {
        expect(decideSettlement(said, { state, paidLater }, orderState)).toBe('nothing');
      }),
    );
  });
});
