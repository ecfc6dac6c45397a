import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CompactSign } from 'jose';
import { uuidv7 } from 'uuidv7';
import { AccountsModule, signingKeyFrom } from '#libs/accounts';
import { CaptionsModule, CorrectCaption, IngestCaption, RetractCaption } from '#libs/captions';
import { ChatModule, PostMessage } from '#libs/chat';
import { Evidence, EVIDENCE_TYPE, JwkSet, type SignedInActor } from '#libs/contracts';
import { Database } from '#libs/database';
import { ListingsModule } from '#libs/listings';
import { OrdersModule, OrderShipping, Refunds, StartPayment } from '#libs/orders';
import { SessionsModule } from '#libs/sessions';
import { anActor, openFeatures, quietSettings } from '../../../tests/support/feature.js';
import { capture } from '../../../tests/support/purchase.js';
import { aSale, type Sale } from '../../../tests/support/sale.js';
import { EvidenceKeys } from './evidence-keys.js';
import { EvidenceModule } from './evidence.module.js';
import { SignEvidence } from './sign-evidence.js';

const root = path.resolve(import.meta.dirname, '../../..');
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const payloadOf = (jws: string): unknown => JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString());

describe('the evidence of an order', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'silkcast-evidence-'));
  let house: INestApplicationContext;
  let sale: Sale;
  let buyer: SignedInActor;
  let orderId: string;
  const segments = { kept: uuidv7(), takenBack: uuidv7() };

  beforeAll(async () => {
    house = await openFeatures([
      AccountsModule,
      SessionsModule,
      ListingsModule,
      OrdersModule,
      CaptionsModule,
      ChatModule,
      EvidenceModule,
    ]);
    sale = await aSale(house);
    buyer = await anActor(house, 'Mugisha');
    await say(segments.kept, 'Black tea for fourteen dollars.');
    await say(segments.takenBack, 'My number is 555-0100.');
    orderId = await claimInChat('sold A1 x2');
    const correction = {
      lang: 'en',
      baseRev: 1,
      text: 'Black tea for fourteen fifty.',
      reason: 'misheard',
      addToGlossary: undefined,
    };
    await house.get(CorrectCaption).correct(sale.host, sale.session.id, segments.kept, correction);
    await house.get(RetractCaption).retract(sale.host, sale.session.id, segments.takenBack, { reason: 'private' });
    const shipping = { name: 'Mugisha', lines: ['KN 5 Rd 12'], city: 'Kigali', country: 'RW', phone: '+250788123456' };
    await house.get(OrderShipping).put(buyer, orderId, shipping);
    await capture(house, await house.get(StartPayment).start(buyer, orderId));
    await house.get(Refunds).request(sale.host, orderId, { amount: 900, reason: 'One box was wet.' });
  });
  afterAll(async () => {
    await house?.close();
    rmSync(folder, { recursive: true });
  });

  const say = (segment: string, text: string) =>
    house
      .get(IngestCaption)
      .say(sale.host, sale.session.id, { segment, lang: 'en', text, state: 'final', t0: 0, t1: 900 });
  const claimInChat = async (text: string): Promise<string> => {
    const { claim } = await house.get(PostMessage).post(buyer, sale.session.id, { key: uuidv7(), text, lang: 'en' });
    if (claim?.outcome !== 'HELD') throw new Error(`expected HELD, got ${claim?.outcome}`);
    return claim.hold.orderId;
  };
  const jwsFor = async (actor: Parameters<SignEvidence['of']>[0] = buyer) =>
    (await house.get(SignEvidence).of(actor, orderId)).jws;
  const file = (name: string, text: string) => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const keys = () => file('keys.json', JSON.stringify(house.get(EvidenceKeys).published()));
  /** What anybody would run, without the house. */
  const verify = (evidence: string, keysFile = keys()) => {
    const args = [path.join(root, 'scripts/verify-evidence.mjs'), keysFile, file('evidence', evidence)];
    const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', env: {} });
    return { status, stdout };
  };
  /** The same document with something else in it, under the house's own signature. */
  const signedAnew = async (change: (evidence: Evidence) => Evidence, typ: string = EVIDENCE_TYPE) => {
    const { id, privateKey } = house.get(EvidenceKeys).current;
    const payload = Buffer.from(JSON.stringify(change(Evidence.parse(payloadOf(await jwsFor())))));
    return new CompactSign(payload).setProtectedHeader({ alg: 'EdDSA', kid: id, typ }).sign(privateKey);
  };

  it('holds the price, what was said, the claim with its hash, the payment, the refund and the books', async () => {
    const evidence = payloadOf(await jwsFor());
    expect(Evidence.parse(evidence)).toEqual(evidence);
    expect(evidence).toMatchObject({
      iss: 'urn:silkcast',
      order: { id: orderId, state: 'confirmed', lines: [{ qty: 2, unitPrice: { amount: 1450, currency: 'USD' } }] },
      offers: [{ id: sale.offer.id, code: 'A1', mode: 'FIFO_HOLD' }],
      claims: [{ seq: 1, said: { lang: 'en', text: 'sold A1 x2', sha256: null }, prevHash: '' }],
      payments: [{ provider: 'sandbox', state: 'captured', amount: { amount: 2900 }, refunded: { amount: 900 } }],
      refunds: [{ state: 'done', amount: { amount: 900 }, reason: 'One box was wet.' }],
    });
    const { claims, ledger } = Evidence.parse(evidence);
    expect(claims[0]?.hash).toBe(sha256(`\n${claims[0]?.body}`));
    expect(ledger.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
    expect(ledger).toHaveLength(4);
  });

  it('tells every revision of what was said, and of what was taken back only the hash', async () => {
    const jws = await jwsFor();
    const { captions, captionChanges } = Evidence.parse(payloadOf(jws));
    const textsOf = (segment: string) =>
      captions.filter((one) => one.segment === segment).map(({ rev, state, text }) => [rev, state, text]);
    expect(textsOf(segments.kept)).toEqual([
      [1, 'final', 'Black tea for fourteen dollars.'],
      [2, 'corrected', 'Black tea for fourteen fifty.'],
    ]);
    expect(textsOf(segments.takenBack)).toEqual([
      [1, 'final', ''],
      [2, 'retracted', ''],
    ]);
    expect(captionChanges).toMatchObject([
      { segment: segments.kept, kind: 'corrected', oldSha256: sha256('Black tea for fourteen dollars.') },
      { segment: segments.takenBack, kind: 'retracted', oldSha256: sha256('My number is 555-0100.') },
    ]);
    expect(JSON.stringify(payloadOf(jws))).not.toMatch(/555-0100|KN 5 Rd|788123456/);
  });

  it('leaves out what was said more than a minute before or after', async () => {
    const { rows } = await house.get(Database).pool.query(
      `UPDATE log_entry SET at = at - interval '61 seconds' WHERE session_id = $1 AND event ->> 'segment' = $2
         RETURNING event_id`,
      [sale.session.id, segments.kept],
    );
    expect(rows).toHaveLength(2);
    const { captions } = Evidence.parse(payloadOf(await jwsFor()));
    expect(captions.map(({ segment }) => segment)).toEqual([segments.takenBack, segments.takenBack]);
  });

  it('is for its buyer, its exporter and nobody else', async () => {
    const key = { kind: 'api-key', exporterId: sale.exporterId, apiKeyId: uuidv7() } as const;
    for (const reader of [buyer, sale.host, key]) expect(await jwsFor(reader)).toMatch(/^ey/);
    for (const other of [await anActor(house), { kind: 'anonymous' } as const])
      await expect(jwsFor(other)).rejects.toMatchObject({ code: 'order.not-found' });
  });

  it('is verified by anybody who has the published keys, as it came or bare', async () => {
    const jws = await jwsFor();
    for (const form of [jws, JSON.stringify({ jws })]) {
      const { status, stdout } = verify(form);
      expect(stdout).toContain('all in order');
      expect(stdout).toContain('1 claims');
      expect(status).toBe(0);
    }
  });

  it('does not verify when a byte of it was changed, or when somebody else signed it', async () => {
    const [header, , signature] = (await jwsFor()).split('.');
    const forged = Buffer.from(JSON.stringify({ iss: 'urn:silkcast' })).toString('base64url');
    expect(verify([header, forged, signature].join('.'))).toMatchObject({ status: 1 });
    const { id, privateKey } = signingKeyFrom(randomBytes(32).toString('base64url'));
    const payload = Buffer.from(JSON.stringify(payloadOf(await jwsFor())));
    const foreign = await new CompactSign(payload)
      .setProtectedHeader({ alg: 'EdDSA', kid: id, typ: EVIDENCE_TYPE })
      .sign(privateKey);
    expect(verify(foreign)).toMatchObject({ status: 1 });
  });

  it('is told to be wrong when a claim is not what its hash says, the books do not balance, or it is no evidence', async () => {
    const otherClaim = await signedAnew((evidence) => ({
      ...evidence,
      claims: evidence.claims.map((claim) => ({ ...claim, body: claim.body.replace('"qty":2', '"qty":3') })),
    }));
    expect(verify(otherClaim).stdout).toContain('wrong: claim 1 does not have its hash');
    const halfTheBooks = await signedAnew((evidence) => ({ ...evidence, ledger: evidence.ledger.slice(1) }));
    expect(verify(halfTheBooks).stdout).toContain('wrong: the books in USD do not balance');
    const somethingElse = await signedAnew((evidence) => evidence, 'JWT');
    expect(verify(somethingElse)).toMatchObject({ status: 1 });
  });
});

describe('the keys of evidence', () => {
  it('are published with those that signed before, and never the key of access tokens', () => {
    const seed = randomBytes(32).toString('base64url');
    const before = new EvidenceKeys(quietSettings());
    const [old] = JwkSet.parse(before.published()).keys;
    const settings = quietSettings({ EVIDENCE_SIGNING_KEY: seed, EVIDENCE_RETIRED_KEYS: old?.x ?? '' });
    const keys = new EvidenceKeys(settings);
    const published = keys.published().keys;
    expect(published.map(({ kid }) => kid)).toEqual([signingKeyFrom(seed).id, before.current.id]);
    expect(before.current.id).not.toBe(signingKeyFrom(quietSettings().TOKEN_SIGNING_KEY).id);
    expect(new EvidenceKeys(quietSettings()).current.id).toBe(before.current.id);
  });
});
