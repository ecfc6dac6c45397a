import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Hold } from '#libs/contracts';
import { buyerKey, type ClaimIntent, type ClaimRequest, type ClaimScene, offerKey } from './claim.js';
import { decideClaims, maxOpenHolds } from './decide-claims.js';

const sessionId = 'session';
const codes = ['A1', 'B2'];
const maxPerBuyer = 5;
const variantOf = (code: string) => `variant-${code}`;

/** One session with two offers of one variant each. */
const aScene = (onHand: number, scene: Partial<ClaimScene> = {}): ClaimScene => ({
  now: new Date('2026-11-22T09:30:00.000Z'),
  offers: new Map(
    codes.map((code) => [
      offerKey(sessionId, code),
      {
        id: `offer-${code}`,
        sessionId,
        code,
        exporterId: 'exporter',
        currency: 'USD',
        maxPerBuyer,
        holdSeconds: 600,
        variants: [{ id: variantOf(code), name: '250 g', price: 1450 }],
      },
    ]),
  ),
  holds: new Map(),
  staff: new Set(),
  answered: new Map(),
  stock: new Map(codes.map((code) => [variantOf(code), onHand])),
  ...scene,
});

let serial = 0;
const aRequest = (intent: ClaimIntent, buyerId = 'buyer', sourceKey = `key-${++serial}`): ClaimRequest => {
  const n = ++serial;
  return {
    sessionId,
    buyerId,
    sourceKey,
    messageId: null,
    intent,
    ids: { claim: `claim-${n}`, hold: `hold-${n}`, order: `order-${n}` },
  };
};
const buy = (qty = 1, code = 'A1'): ClaimIntent => ({ kind: 'buy', code, qty });
const decideOne = (intent: ClaimIntent, scene: ClaimScene, buyerId?: string) =>
  decideClaims([aRequest(intent, buyerId)], scene)[0]?.outcome;

const anIntent: fc.Arbitrary<ClaimIntent> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('buy' as const),
      code: fc.constantFrom(...codes),
      qty: fc.integer({ min: 1, max: 6 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('cancel' as const), code: fc.constantFrom('A1', 'B2', null) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'status' as const }) },
);
const aRush = fc
  .array(fc.tuple(anIntent, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 40 })), { maxLength: 80 })
  .map((claims) => claims.map(([intent, buyer, key]) => aRequest(intent, `buyer-${buyer}`, `key-${key}`)));

/** Holds that are there after the decisions, in the order they were made. */
function openAfter(decided: ReturnType<typeof decideClaims>): { buyerId: string; hold: Hold }[] {
  const open = new Map<string, { buyerId: string; hold: Hold }>();
  for (const { request, outcome, isNew } of decided) {
    if (!isNew || outcome === null) continue;
    if (outcome.outcome === 'HELD') open.set(outcome.hold.id, { buyerId: request.buyerId, hold: outcome.hold });
    if (outcome.outcome === 'RELEASED') open.delete(outcome.hold.id);
  }
  return [...open.values()];
}
const unitsOf = (holds: { hold: Hold }[]) => holds.reduce((sum, { hold }) => sum + hold.qty, 0);

describe('deciding claims', () => {
  it('never holds more than there is, at any moment, and keeps every limit, whatever is claimed', () => {
    fc.assert(
      fc.property(aRush, fc.integer({ min: 0, max: 20 }), (requests, onHand) => {
        const decided = decideClaims(requests, aScene(onHand));
        for (let moment = 1; moment <= decided.length; moment++) {
          const open = openAfter(decided.slice(0, moment));
          for (const code of codes) {
            const ofCode = open.filter(({ hold }) => hold.code === code);
            expect(unitsOf(ofCode)).toBeLessThanOrEqual(onHand);
            for (const { buyerId } of ofCode)
              expect(unitsOf(ofCode.filter((held) => held.buyerId === buyerId))).toBeLessThanOrEqual(maxPerBuyer);
          }
          for (const { buyerId } of open)
            expect(open.filter((held) => held.buyerId === buyerId).length).toBeLessThanOrEqual(maxOpenHolds);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('decides in the order of arrival: together or one after the other comes to the same', () => {
    fc.assert(
      fc.property(aRush, fc.integer({ min: 0, max: 20 }), fc.nat(80), (requests, onHand, cut) => {
        const scene = aScene(onHand);
        const together = decideClaims(requests, scene);
        const first = decideClaims(requests.slice(0, cut), scene);
        const holds = openAfter(first);
        const between = aScene(onHand, {
          holds: new Map(
            holds.map(({ buyerId }) => [
              buyerKey({ sessionId, buyerId }),
              holds.filter((held) => held.buyerId === buyerId).map(({ hold }) => hold),
            ]),
          ),
          answered: new Map(
            first
              .filter(({ isNew }) => isNew)
              .map(({ request, outcome }) => [`${buyerKey(request)} ${request.sourceKey}`, outcome as never]),
          ),
          stock: new Map(
            codes.map((code) => [variantOf(code), onHand - unitsOf(holds.filter(({ hold }) => hold.code === code))]),
          ),
        });
        expect([...first, ...decideClaims(requests.slice(cut), between)]).toEqual(together);
      }),
      { numRuns: 300 },
    );
  });

  it('gives the last units to those who came first', () => {
    const requests = Array.from({ length: 30 }, (_, index) => aRequest(buy(), `buyer-${index}`));
    const outcomes = decideClaims(requests, aScene(20)).map(({ outcome }) => outcome?.outcome);
    expect(outcomes).toEqual([...Array(20).fill('HELD'), ...Array(10).fill('REJECTED')]);
  });

  it('gives no part of what was asked for', () => {
    expect(decideOne(buy(3), aScene(2))).toMatchObject({ outcome: 'REJECTED', reason: 'out-of-stock' });
  });

  it('hands units that one gives back to the next in line, within one group', () => {
    const requests = [
      aRequest(buy(), 'first'),
      aRequest(buy(), 'late'),
      aRequest({ kind: 'cancel', code: 'A1' }, 'first'),
      aRequest(buy(), 'next'),
    ];
    const outcomes = decideClaims(requests, aScene(1)).map(({ outcome }) => outcome?.outcome);
    expect(outcomes).toEqual(['HELD', 'REJECTED', 'RELEASED', 'HELD']);
  });

  it('gives the newest hold of the item back first, and leaves one that is being paid', () => {
    const [one, two] = decideClaims([aRequest(buy(1)), aRequest(buy(2))], aScene(9)).map(
      ({ outcome }) => (outcome as { hold: Hold }).hold,
    ) as [Hold, Hold];
    const holding = (holds: Hold[]) =>
      aScene(9, { holds: new Map([[buyerKey({ sessionId, buyerId: 'buyer' }), holds]]) });
    const pass: ClaimIntent = { kind: 'cancel', code: null };
    expect(decideOne(pass, holding([one, two]))).toMatchObject({ outcome: 'RELEASED', hold: { id: two.id } });
    expect(decideOne(pass, holding([one, { ...two, state: 'PAYING' }]))).toMatchObject({ hold: { id: one.id } });
    expect(decideOne(pass, holding([{ ...one, state: 'PAYING' }]))).toMatchObject({ outcome: 'STATUS' });
  });

  it('counts what is bought already towards the limit of the offer, but not as an open hold', () => {
    const bought = (decideOne(buy(4), aScene(9)) as { hold: Hold }).hold;
    const scene = aScene(9, {
      holds: new Map([[buyerKey({ sessionId, buyerId: 'buyer' }), [{ ...bought, state: 'CONFIRMED' }]]]),
    });
    expect(decideOne(buy(2), scene)).toMatchObject({ outcome: 'REJECTED', reason: 'limit-per-buyer' });
    expect(decideOne(buy(1), scene)).toMatchObject({ outcome: 'HELD' });
    expect(decideOne({ kind: 'status' }, scene)).toMatchObject({ outcome: 'STATUS', holds: [] });
  });

  it('asks what is missing and refuses what can not be', () => {
    const scene = aScene(9);
    const offer = scene.offers.get(offerKey(sessionId, 'A1'));
    if (offer === undefined) throw new Error('the scene has no A1');
    const selling = (variants: typeof offer.variants) =>
      aScene(9, { offers: new Map([[offerKey(sessionId, 'A1'), { ...offer, variants }]]) });
    const red = { id: 'red', name: 'red', price: 100 };
    const blue = { id: 'blue', name: 'blue', price: null };
    expect(decideOne(buy(), selling([red, blue]))).toMatchObject({
      reason: 'variant-missing',
      choices: ['red', 'blue'],
    });
    expect(decideOne({ ...buy(), variantId: 'green' } as ClaimIntent, selling([red, blue]))).toMatchObject({
      reason: 'variant-unknown',
    });
    expect(decideOne({ ...buy(), variantId: 'blue' } as ClaimIntent, selling([red, blue]))).toMatchObject({
      outcome: 'REJECTED',
      reason: 'no-price',
    });
    expect(decideOne(buy(6), scene)).toMatchObject({ outcome: 'ASKED', reason: 'quantity-over-limit', choices: ['5'] });
    expect(decideOne(buy(1, 'C3'), scene)).toMatchObject({ outcome: 'REJECTED', reason: 'offer-closed' });
    expect(decideOne({ ...buy(), offerId: 'an-older-one' } as ClaimIntent, scene)).toMatchObject({
      reason: 'offer-closed',
    });
  });
});
