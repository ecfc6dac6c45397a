import { describe, expect, it } from '@jest/globals';
import type { Order, Payment } from '#libs/contracts';
import { endOf } from './payment-end.js';

const end = (payment: Payment['state'], order: Order['state']) =>
  endOf({ state: payment } as Payment, { state: order } as Order);

describe('the end of a payment', () => {
  it('is good when the order is confirmed, and not before', () => {
    expect([end('captured', 'confirmed'), end('captured', 'pending'), end('pending', 'pending')]).toEqual([
      'confirmed',
      'open',
      'open',
    ]);
  });

  it('is told when it is bad', () => {
    expect([end('declined', 'pending'), end('expired', 'cancelled')]).toEqual(['declined', 'over']);
  });
});
