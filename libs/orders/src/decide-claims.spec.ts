import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Hold, WaitingPlace } from '#libs/contracts';
import {
  buyerKey,
  type ClaimDecisions,
  type ClaimIntent,
  type ClaimRequest,
  type ClaimScene,
  offerKey,
  type OfferOnSale,
  sourceKeyOf,
} from './claim.js';
import { decideClaims } from './decide-claims.js';
import { maxOpenHolds } from './decide-order.js';
import { isOpen } from './hold-lifecycle.js';

const sessionId = 'session';
const codes = ['A1', 'B2', 'D4', 'E5'];
const maxPerBuyer = 5;
const variantOf = (code: string) => `variant-${code}`;
const now = new Date('2026-11-22T09:30:00.000Z');

const anOffer = (code: string, over: Partial<OfferOnSale> = {}): OfferOnSale => ({
  id: `offer-${code}`,
  sessionId,
  code,
  exporterId: 'exporter',
  currency: 'USD',
  mode: 'FIFO_HOLD',
  maxPerBuyer,
  holdSeconds: 600,
  drawsAt: null,
  left: Number.MAX_SAFE_INTEGER,
  variants: [{ id: variantOf(code), name: '250 g', price: 1450 }],
  ...over,
});
const onSale = (over: Partial<OfferOnSale> = {}): Pick<ClaimScene, 'offers'> => ({
  offers: new Map(codes.map((code) => [offerKey(sessionId, code), anOffer(code, over)])),
});

/** One session with two offers of one variant each. */
const aScene = (onHand: number, scene: Partial<ClaimScene> = {}): ClaimScene => ({
  now,
  ...onSale(),
  holds: new Map(),
  waiting: new Map(),
  asked: new Map(),
  baskets: new Map(),
  staff: new Set(),
  answered: new Map(),
  stock: new Map(codes.map((code) => [variantOf(code), onHand])),
  queued: new Set(),
  seqs: new Map([[sessionId, 0]]),
  heads: new Map([[sessionId, '']]),
  ...scene,
});
const ofBuyer = <Thing>(...things: Thing[]): Map<string, Thing[]> =>
  new Map([[buyerKey({ sessionId, buyerId: 'buyer' }), things]]);

let serial = 0;
const aRequest = (intent: ClaimIntent, buyerId = 'buyer', sourceKey = `key-${++serial}`): ClaimRequest => {
  const n = ++serial;
  return {
    sessionId,
    buyerId,
    sourceKey,
    messageId: null,
    intent,
    ids: { claim: `claim-${n}`, hold: `hold-${n}`, order: `order-${n}`, place: `place-${n}` },
  };
};
const buy = (qty = 1, code = 'A1'): ClaimIntent => ({ kind: 'buy', code, qty });
const decideOne = (intent: ClaimIntent, scene: ClaimScene, buyerId?: string) =>
  decideClaims([aRequest(intent, buyerId)], scene).decided[0]?.outcome;

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
    arbitrary: fc.record({ kind: fc.constant('cancel' as const), code: fc.constantFrom(...codes, null) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'status' as const }) },
);
const aRush = fc
  .array(fc.tuple(anIntent, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 40 })), { maxLength: 80 })
  .map((claims) => claims.map(([intent, buyer, key]) => aRequest(intent, `buyer-${buyer}`, `key-${key}`)));

const outcomesOf = (requests: ClaimRequest[], scene: ClaimScene) =>
  decideClaims(requests, scene).decided.map(({ outcome }) => outcome?.outcome);

/** What a later group finds when these decisions were stored: nobody was promoted in between. */
function sceneAfter(scene: ClaimScene, { decided, holds, places }: ClaimDecisions): ClaimScene {
  const open = holds.filter(({ after }) => isOpen(after));
  const waiting = places.filter(({ after }) => after.state === 'WAITING');
  const byBuyer = <Thing>(changes: { buyerId: string; after: Thing }[]) =>
    new Map(
      changes.map(({ buyerId }) => [
        buyerKey({ sessionId, buyerId }),
        changes.filter((change) => change.buyerId === buyerId).map(({ after }) => after),
      ]),
    );
  const numbered = decided.filter(({ seq }) => seq !== null);
  const held = (code: string) =>
    open.filter(({ after }) => after.code === code).reduce((sum, { after }) => sum + after.qty, 0);
  return {
    ...scene,
    holds: byBuyer(open),
    waiting: byBuyer(waiting),
    baskets: new Map(open.map(({ buyerId, after }) => [`${buyerKey({ sessionId, buyerId })} exporter`, after.orderId])),
    answered: new Map(numbered.map(({ request, outcome }) => [sourceKeyOf(request), outcome as never])),
    stock: new Map(codes.map((code) => [variantOf(code), (scene.stock.get(variantOf(code)) ?? 0) - held(code)])),
    queued: new Set(waiting.map(({ after }) => after.variantId)),
    asked: new Map(
      numbered.flatMap(({ request, outcome, seq, place }, at) => {
        const isLast = numbered.slice(at + 1).every((later) => later.request.buyerId !== request.buyerId);
        if (!isLast || outcome?.outcome !== 'ASKED') return [];
        return [[buyerKey(request), { seq: place ?? seq ?? 0, since: now, askedAt: now, code: outcome.code }]];
      }),
    ),
    seqs: new Map([[sessionId, numbered.length]]),
  };
}

describe('deciding claims', () => {
  it('never holds more than there is, at any moment, and keeps every limit, whatever is claimed', () => {
    fc.assert(
      fc.property(aRush, fc.integer({ min: 0, max: 20 }), (requests, onHand) => {
        for (let moment = 1; moment <= requests.length; moment++) {
          const scene = aScene(onHand);
          const after = sceneAfter(scene, decideClaims(requests.slice(0, moment), scene));
          for (const left of after.stock.values()) expect(left).toBeGreaterThanOrEqual(0);
          for (const buyer of new Set(requests.map(buyerKey))) {
            const own = [...(after.holds.get(buyer) ?? []), ...(after.waiting.get(buyer) ?? [])];
            expect(new Set(own.map(({ variantId }) => variantId)).size).toBeLessThanOrEqual(maxOpenHolds);
            for (const code of codes) {
              const units = own.filter((one) => one.code === code).reduce((sum, { qty }) => sum + qty, 0);
              expect(units).toBeLessThanOrEqual(maxPerBuyer);
            }
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('lets nobody wait while units are left that nobody gave back', () => {
    fc.assert(
      fc.property(aRush, fc.integer({ min: 0, max: 20 }), (requests, onHand) => {
        const orders = requests.filter(({ intent }) => intent.kind === 'buy' && intent.qty === 1);
        const scene = aScene(onHand);
        const after = sceneAfter(scene, decideClaims(orders, scene));
        for (const variantId of after.queued) expect(after.stock.get(variantId)).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  it('decides in the order of arrival: together or one group after the other comes to the same', () => {
    fc.assert(
      fc.property(aRush, fc.integer({ min: 0, max: 20 }), fc.nat(80), (requests, onHand, cut) => {
        const scene = aScene(onHand);
        const together = decideClaims(requests, scene);
        const first = decideClaims(requests.slice(0, cut), scene);
        // who leaves the line may have been the last in it: only the database knows
        fc.pre(together.places.every(({ after }) => after.state === 'WAITING'));
        const second = decideClaims(requests.slice(cut), sceneAfter(scene, first));
        expect([...first.decided, ...second.decided]).toEqual(together.decided);
      }),
      { numRuns: 200 },
    );
  });

  it('numbers claims without a gap, and no claim twice', () => {
    fc.assert(
      fc.property(aRush, (requests) => {
        const seqs = decideClaims(requests, aScene(9)).decided.flatMap(({ seq }) => seq ?? []);
        expect(seqs).toEqual(seqs.map((_, index) => index + 1));
      }),
    );
  });

  it('gives the last units to those who came first, and the others their place in the line', () => {
    const requests = Array.from({ length: 30 }, (_, index) => aRequest(buy(), `buyer-${index}`));
    const { decided, places } = decideClaims(requests, aScene(20));
    expect(decided.map(({ outcome }) => outcome?.outcome)).toEqual([
      ...Array(20).fill('HELD'),
      ...Array(10).fill('WAITLISTED'),
    ]);
    expect(places.map(({ after }) => after.position)).toEqual(Array.from({ length: 10 }, (_, index) => index + 21));
  });

  it('holds what is left and lets the rest wait', () => {
    expect(decideOne(buy(3), aScene(2))).toMatchObject({
      outcome: 'PARTIAL',
      hold: { qty: 2, total: { amount: 2900 } },
      waiting: { qty: 1, position: 1 },
    });
  });

  it('keeps units that come free for those who wait', () => {
    const requests = [
      aRequest(buy(), 'first'),
      aRequest(buy(), 'late'),
      aRequest({ kind: 'cancel', code: 'A1' }, 'first'),
      aRequest(buy(), 'next'),
    ];
    expect(outcomesOf(requests, aScene(1))).toEqual(['HELD', 'WAITLISTED', 'RELEASED', 'WAITLISTED']);
    expect(decideOne(buy(), aScene(5, { queued: new Set([variantOf('A1')]) }))).toMatchObject({
      outcome: 'WAITLISTED',
    });
  });

  it('gathers the holds of one buyer at one exporter in one order', () => {
    const { holds } = decideClaims([aRequest(buy()), aRequest(buy(2, 'B2')), aRequest(buy(), 'other')], aScene(9));
    const [first, second, others] = holds.map(({ after }) => after.orderId);
    expect(second).toBe(first);
    expect(others).not.toBe(first);
    const known = aScene(9, { baskets: new Map([['session buyer exporter', 'the-basket']]) });
    expect(decideOne(buy(), known)).toMatchObject({ hold: { orderId: 'the-basket' } });
  });

  it('gives the newest hold of the item back first, and leaves one that is being paid', () => {
    const { holds } = decideClaims([aRequest(buy(1)), aRequest(buy(2, 'B2'))], aScene(9));
    const [one, two] = holds.map(({ after }) => after) as [Hold, Hold];
    const holding = (...own: Hold[]) => aScene(9, { holds: ofBuyer(...own) });
    const pass: ClaimIntent = { kind: 'cancel', code: null };
    expect(decideOne(pass, holding(one, two))).toMatchObject({ outcome: 'RELEASED', hold: { id: two.id } });
    expect(decideOne(pass, holding(one, { ...two, state: 'PAYING' }))).toMatchObject({ hold: { id: one.id } });
    expect(decideOne(pass, holding({ ...one, state: 'PAYING' }))).toMatchObject({ outcome: 'STATUS' });
  });

  it('counts what is bought already towards the limit of the offer, but not as an open hold', () => {
    const bought = (decideOne(buy(4), aScene(9)) as { hold: Hold }).hold;
    const scene = aScene(9, { holds: ofBuyer({ ...bought, state: 'CONFIRMED' }) });
    expect(decideOne(buy(2), scene)).toMatchObject({ outcome: 'REJECTED', reason: 'limit-per-buyer' });
    expect(decideOne(buy(1), scene)).toMatchObject({ outcome: 'HELD' });
    expect(decideOne({ kind: 'status' }, scene)).toMatchObject({ outcome: 'STATUS', holds: [] });
  });

  it('gives no more than the offer has for all together', () => {
    const scene = aScene(9, onSale({ left: 3 }));
    const requests = [aRequest(buy(2), 'one'), aRequest(buy(2), 'two'), aRequest(buy(1), 'three')];
    expect(decideClaims(requests, scene).decided.map(({ outcome }) => outcome)).toMatchObject([
      { outcome: 'HELD' },
      { outcome: 'REJECTED', reason: 'offer-limit' },
      { outcome: 'HELD' },
    ]);
  });

  it('asks what is missing and refuses what can not be', () => {
    const selling = (...variants: OfferOnSale['variants']) => aScene(9, onSale({ variants }));
    const red = { id: 'red', name: 'red', price: 100 };
    const blue = { id: 'blue', name: 'blue', price: null };
    expect(decideOne(buy(), selling(red, blue))).toMatchObject({ reason: 'variant-missing', choices: ['red', 'blue'] });
    expect(decideOne({ ...buy(), variantId: 'green' } as ClaimIntent, selling(red, blue))).toMatchObject({
      reason: 'variant-unknown',
    });
    expect(decideOne({ ...buy(), variantId: 'blue' } as ClaimIntent, selling(red, blue))).toMatchObject({
      outcome: 'REJECTED',
      reason: 'no-price',
    });
    expect(decideOne(buy(6), aScene(9))).toMatchObject({
      outcome: 'ASKED',
      reason: 'quantity-over-limit',
      choices: ['5'],
    });
    expect(decideOne(buy(1, 'C3'), aScene(9))).toMatchObject({ outcome: 'REJECTED', reason: 'offer-closed' });
    expect(decideOne({ ...buy(), offerId: 'an-older-one' } as ClaimIntent, aScene(9))).toMatchObject({
      reason: 'offer-closed',
    });
  });
});

describe('claiming an item again', () => {
  const steps = (onHand: number, ...wanted: number[]) => {
    const { decided, holds, places } = decideClaims(
      wanted.map((qty) => aRequest(buy(qty))),
      aScene(onHand),
    );
    const units = (changes: { after: Hold | WaitingPlace }[]) =>
      changes.filter(({ after }) => after.state === 'HELD' || after.state === 'WAITING').map(({ after }) => after.qty);
    return { outcomes: decided.map(({ outcome }) => outcome?.outcome), held: units(holds), waiting: units(places) };
  };

  it('in the same number is a duplicate, held or waited for', () => {
    expect(steps(9, 2, 2)).toEqual({ outcomes: ['HELD', 'DUPLICATE'], held: [2], waiting: [] });
    expect(steps(0, 2, 2)).toEqual({ outcomes: ['WAITLISTED', 'DUPLICATE'], held: [], waiting: [2] });
    expect(steps(1, 2, 2)).toEqual({ outcomes: ['PARTIAL', 'DUPLICATE'], held: [1], waiting: [1] });
  });

  it('in another number changes what is held, without a second hold', () => {
    expect(steps(9, 2, 4)).toEqual({ outcomes: ['HELD', 'HELD'], held: [4], waiting: [] });
    expect(steps(9, 4, 1)).toEqual({ outcomes: ['HELD', 'HELD'], held: [1], waiting: [] });
  });

  it('for more than is left lets the difference wait', () => {
    expect(steps(3, 2, 5)).toEqual({ outcomes: ['HELD', 'PARTIAL'], held: [3], waiting: [2] });
    expect(steps(0, 1, 4)).toEqual({ outcomes: ['WAITLISTED', 'WAITLISTED'], held: [], waiting: [4] });
  });

  it('for fewer leaves the line first', () => {
    expect(steps(3, 5, 4)).toEqual({ outcomes: ['PARTIAL', 'PARTIAL'], held: [3], waiting: [1] });
    expect(steps(3, 5, 2)).toEqual({ outcomes: ['PARTIAL', 'HELD'], held: [2], waiting: [] });
  });

  it('stays within the limit of the offer', () => {
    const more = decideClaims([aRequest(buy(3)), aRequest(buy(5)), aRequest(buy(4))], aScene(20));
    expect(more.holds.map(({ after }) => after.qty)).toEqual([4]);
  });

  it('gives a place in the line up when it is cancelled', () => {
    const requests = [aRequest(buy(2)), aRequest({ kind: 'cancel', code: null })];
    expect(outcomesOf(requests, aScene(0))).toEqual(['WAITLISTED', 'PASSED']);
  });
});

describe('a claim that was answered with a question', () => {
  const asks: ClaimIntent = { kind: 'ask', reason: 'confirm', choices: ['A1'], code: 'A1', qty: 1 };

  it('keeps its place for the answer', () => {
    const requests = [aRequest(asks), aRequest(buy(), 'other'), aRequest(buy())];
    expect(decideClaims(requests, aScene(0)).decided).toMatchObject([
      { outcome: { outcome: 'ASKED' }, seq: 1, place: null },
      { outcome: { waiting: { position: 2 } }, seq: 2, place: null },
      { outcome: { waiting: { position: 1 } }, seq: 3, place: 1 },
    ]);
  });

  it('keeps it through further questions, for a minute, and for that item only', () => {
    const before = (seconds: number) => new Date(now.getTime() - seconds * 1000);
    const askedAgo = (seconds: number, code: string | null = 'A1') =>
      aScene(0, {
        seqs: new Map([[sessionId, 7]]),
        asked: new Map([['session buyer', { seq: 3, since: before(90), askedAt: before(seconds), code }]]),
      });
    const positions = (scene: ClaimScene, ...intents: ClaimIntent[]) =>
      decideClaims(
        intents.map((intent) => aRequest(intent)),
        scene,
      ).places.map(({ after }) => after.position);
    expect(positions(askedAgo(60), buy())).toEqual([3]);
    expect(positions(askedAgo(61), buy())).toEqual([8]);
    expect(positions(askedAgo(5, 'B2'), buy())).toEqual([8]);
    expect(positions(askedAgo(5, null), buy())).toEqual([3]);
    expect(positions(askedAgo(5), asks, buy())).toEqual([3]);
  });
});

describe('an offer that is first paid', () => {
  const firstPaid = onSale({ mode: 'FIRST_PAID' });

  it('holds nothing back: everyone may pay while there are units', () => {
    const requests = Array.from({ length: 5 }, (_, index) => aRequest(buy(), `buyer-${index}`));
    const { decided, holds } = decideClaims(requests, aScene(2, firstPaid));
    expect(new Set(decided.map(({ outcome }) => outcome?.outcome))).toEqual(new Set(['HELD']));
    expect(holds.every(({ after }) => !after.reserved)).toBe(true);
  });

  it('has no line when they are gone', () => {
    expect(decideOne(buy(3), aScene(2, firstPaid))).toMatchObject({ outcome: 'REJECTED', reason: 'out-of-stock' });
  });
});

describe('an offer with a fair window', () => {
  it('lets everyone wait for the draw, however many units there are', () => {
    const drawsAt = new Date('2026-11-22T09:30:10.000Z');
    const scene = aScene(9, onSale({ mode: 'FAIR_WINDOW', drawsAt }));
    const requests = [aRequest(buy(), 'one'), aRequest(buy(2), 'two'), aRequest(buy(3), 'two')];
    const { holds, places } = decideClaims(requests, scene);
    expect(holds).toEqual([]);
    expect(places.map(({ after }) => [after.qty, after.drawsAt])).toEqual([
      [1, drawsAt.toISOString()],
      [3, drawsAt.toISOString()],
    ]);
  });

  it('is first come, first held after the draw', () => {
    expect(decideOne(buy(), aScene(9, onSale({ mode: 'FAIR_WINDOW' })))).toMatchObject({ outcome: 'HELD' });
  });
});
