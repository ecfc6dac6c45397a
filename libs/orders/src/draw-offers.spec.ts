import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import type { ClaimProof, SignedInActor } from '#libs/contracts';
import { Database } from '#libs/database';
import { verifyClaims } from '../../../scripts/claim-proof.mjs';
import { aSale, manyBuyers, openShop, type Sale, stockOf } from '../testing/sale.js';
import { DrawOffers } from './draw-offers.js';
import { PlaceClaim } from './place-claim.js';
import { ProveClaims } from './prove-claims.js';
import { ReadHolds } from './read-holds.js';
import { ReadOffers } from './read-offers.js';

describe('an offer with a fair window', () => {
  let shop: INestApplicationContext;
  beforeAll(async () => void (shop = await openShop()));
  afterAll(() => shop?.close());

  const query = (sql: string, values: unknown[]) => shop.get(Database, { strict: false }).pool.query(sql, values);
  const claim = (sale: Sale, buyer: SignedInActor) =>
    shop.get(PlaceClaim).place(buyer, sale.session.id, { code: 'A1', qty: 1, key: uuidv7() });
  const aFairSale = () => aSale(shop, { onHand: 4, mode: 'FAIR_WINDOW', windowSeconds: 5 });
  /** As if the window had passed on PostgreSQL's clock: it and the claims in it are moved back together. */
  const letWindowPass = (sale: Sale) =>
    query(
      `WITH moved AS (UPDATE waitlist_entry SET created_at = created_at - interval '5 seconds' WHERE offer_id = $1)
       UPDATE offer SET opened_at = opened_at - interval '5 seconds' WHERE id = $1`,
      [sale.offer.id],
    );
  const proofOf = (sale: Sale, actor: SignedInActor = sale.host): Promise<ClaimProof> =>
    shop.get(ProveClaims).of(actor, sale.offer.id, { limit: 10_000 });
  const winnersOf = async (sale: Sale, buyers: readonly SignedInActor[]) => {
    const holds = await Promise.all(
      buyers.map((buyer) => shop.get(ReadHolds).openIn(sale.session.id, buyer.accountId)),
    );
    return buyers.filter((_, index) => holds[index]?.length === 1);
  };

  it('promises its seed before the first claim, and keeps it until the draw', async () => {
    const sale = await aFairSale();
    expect(sale.offer).toMatchObject({
      mode: 'FAIR_WINDOW',
      windowSeconds: 5,
      seedHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      seed: null,
    });
    expect(await claim(sale, (await manyBuyers(shop, 1))[0] as SignedInActor)).toMatchObject({
      outcome: 'WAITLISTED',
      waiting: { drawsAt: new Date(Date.parse(sale.offer.openedAt) + 5000).toISOString() },
    });
    await shop.get(DrawOffers).sweep();
    expect(await shop.get(ReadOffers).byId(sale.offer.id)).toMatchObject({ logHead: null, seed: null });
  });

  it('draws when the window is over: as many winners as there are units, and anyone can recompute who', async () => {
    const sale = await aFairSale();
    const buyers = await manyBuyers(shop, 12);
    await Promise.all(buyers.map((buyer) => claim(sale, buyer)));
    await letWindowPass(sale);
    const [late] = (await manyBuyers(shop, 1)) as [SignedInActor];
    expect(await claim(sale, late)).toMatchObject({ outcome: 'WAITLISTED', waiting: { drawsAt: null } });
    await Promise.all([shop.get(DrawOffers).sweep(), shop.get(DrawOffers).sweep()]);

    expect(await stockOf(shop, sale.variantIds[0])).toEqual({ onHand: 4, held: 4, sold: 0 });
    const offer = await shop.get(ReadOffers).byId(sale.offer.id);
    const seedHash = createHash('sha256')
      .update(Buffer.from(offer.seed ?? '', 'hex'))
      .digest('hex');
    expect(seedHash).toBe(sale.offer.seedHash);

    const proof = await proofOf(sale);
    const checked = verifyClaims(proof);
    expect(checked).toMatchObject({ problems: [], claims: 13 });
    expect(checked.draw).toEqual(proof.draw);
    const winners = await winnersOf(sale, [...buyers, late]);
    const aliases = await Promise.all(winners.map(async (winner) => (await proofOf(sale, winner)).you));
    const drawn = checked.draw?.slice(0, 4).map((seq) => JSON.parse(proof.entries[seq - 1]?.body ?? '').buyer);
    expect(new Set(aliases)).toEqual(new Set(drawn));
  });

  it('tells the head of the log before the seed', async () => {
    const sale = await aFairSale();
    await letWindowPass(sale);
    await shop.get(DrawOffers).sweep();
    const { rows } = await query(
      `SELECT event->>'type' AS type, event->'offer'->>'seed' AS seed FROM outbox_event
       WHERE session_id = $1 AND event->>'type' LIKE 'offer.%' ORDER BY id`,
      [sale.session.id],
    );
    expect(rows).toEqual([
      { type: 'offer.opened', seed: null },
      { type: 'offer.window-closed', seed: null },
      { type: 'offer.drawn', seed: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
  });
});

describe('the proof of claims', () => {
  let shop: INestApplicationContext;
  beforeAll(async () => void (shop = await openShop()));
  afterAll(() => shop?.close());

  const aProof = async (): Promise<ClaimProof> => {
    const sale = await aSale(shop, { onHand: 3 });
    for (const buyer of await manyBuyers(shop, 5))
      await shop.get(PlaceClaim).place(buyer, sale.session.id, { code: 'A1', qty: 1, key: uuidv7() });
    return shop.get(ProveClaims).of({ kind: 'anonymous' }, sale.offer.id, { limit: 10_000 });
  };

  it('names nobody, and is the same for everyone', async () => {
    const proof = await aProof();
    expect(proof.you).toBeNull();
    const [first] = proof.entries;
    expect(Object.keys(JSON.parse(first?.body ?? '{}'))).toEqual([
      'seq',
      'at',
      'buyer',
      'offer',
      'variant',
      'qty',
      'outcome',
      'reason',
    ]);
    expect(JSON.parse(first?.body ?? '{}')).toMatchObject({ seq: 1, outcome: 'HELD', buyer: expect.any(String) });
  });

  it.each<[string, (proof: ClaimProof) => ClaimProof]>([
    [
      'a claim that was changed',
      (proof) => edited(proof, 2, (entry) => ({ ...entry, body: entry.body?.replace('HELD', 'ASKED') ?? null })),
    ],
    ['a claim that was left out', (proof) => ({ ...proof, entries: proof.entries.filter((_, at) => at !== 2) })],
    ['claims that changed places', (proof) => ({ ...proof, entries: proof.entries.toReversed() })],
  ])('tells of %s', async (_, forge) => {
    const proof = await aProof();
    expect(verifyClaims(proof).problems).toEqual([]);
    expect(verifyClaims(forge(proof)).problems).not.toEqual([]);
  });

  it('comes in pages that join without a gap', async () => {
    const whole = await aProof();
    const page = (from?: number) =>
      shop.get(ProveClaims).of({ kind: 'anonymous' }, whole.offer.id, { limit: 2, ...(from && { from }) });
    const [one, two] = [await page(), await page(3)];
    expect(one.nextSeq).toBe(3);
    expect([...one.entries, ...two.entries]).toEqual(whole.entries.slice(0, 4));
  });
});

type Entry = ClaimProof['entries'][number];
const edited = (proof: ClaimProof, at: number, edit: (entry: Entry) => Entry): ClaimProof => ({
  ...proof,
  entries: proof.entries.map((entry, index) => (index === at ? edit(entry) : entry)),
});
