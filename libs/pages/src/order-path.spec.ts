import { describe, expect, it } from '@jest/globals';
import type { Order } from '#libs/contracts';
import { askable, orderPath } from './order-path.js';

const anOrder = (over: Partial<Order>) =>
  ({ state: 'confirmed', confirmedAt: 'noon', shippedAt: null, deliveredAt: null, requests: [], ...over }) as Order;

describe('an order on its way', () => {
  it('shows how far it has come', () => {
    expect(orderPath(anOrder({ shippedAt: 'one' })).map(({ at }) => at)).toEqual(['noon', 'one', null]);
  });

  it('can be cancelled before it is shipped, and sent back after', () => {
    expect(askable(anOrder({}))).toEqual(['cancellation']);
    expect(askable(anOrder({ shippedAt: 'one', deliveredAt: 'two' }))).toEqual(['return', 'withdrawal']);
  });

  it('is not asked for while an answer is due, or when it is called off', () => {
    const request = { state: 'requested' } as Order['requests'][number];
    expect(askable(anOrder({ requests: [request] }))).toEqual([]);
    expect(askable(anOrder({ requests: [{ ...request, state: 'refused' }] }))).toEqual(['cancellation']);
    expect(askable(anOrder({ state: 'cancelled' }))).toEqual([]);
  });
});
