import { describe, expect, it } from '@jest/globals';
import type { Offer } from '#libs/contracts';
import { stockWord, wayIn } from './way-in.js';

const anOffer = (over: Partial<Offer>) => ({ mode: 'FIFO_HOLD', logHead: null, ...over }) as Offer;

describe('the button of an item', () => {
  it.each([
    ['nothing without an offer', undefined, 3, null],
    ['a claim while there are units', anOffer({}), 3, 'claim'],
    ['a place in the line when there are none', anOffer({}), 0, 'joinLine'],
    ['a basket where nothing is held', anOffer({ mode: 'FIRST_PAID' }), 3, 'addToBasket'],
    ['nothing where nothing is held and none are left', anOffer({ mode: 'FIRST_PAID' }), 0, null],
    ['a draw before it, however few there are', anOffer({ mode: 'FAIR_WINDOW' }), 0, 'joinDraw'],
    ['a claim after the draw', anOffer({ mode: 'FAIR_WINDOW', logHead: 'a' }), 3, 'claim'],
  ])('is %s', (_, offer, available, way) => {
    expect(wayIn(offer, available)).toBe(way);
  });

  it('stands beside what is left', () => {
    expect([0, 10, 11].map(stockWord)).toEqual(['soldOut', 'fewLeft', 'left']);
  });
});
