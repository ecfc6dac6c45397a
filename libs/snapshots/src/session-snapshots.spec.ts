import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { AccountsModule } from '#libs/accounts';
import { SessionSnapshot } from '#libs/contracts';
import { ListingsModule, PinItem } from '#libs/listings';
import { CloseOffer, OrdersModule, PlaceClaim } from '#libs/orders';
import { Presence } from '#libs/session-log';
import { SessionsModule } from '#libs/sessions';
import { anActor, openFeatures, quietSettings } from '../../../tests/support/feature.js';
import { aSale } from '../../../tests/support/sale.js';
import { SessionSnapshots } from './session-snapshots.js';
import { SnapshotsModule } from './snapshots.module.js';

describe('what a newcomer sees of a session', () => {
  let features: INestApplicationContext;
  beforeAll(async () => {
    const settings = quietSettings({ TRANSLATION_MEMORY_FILES: 'a.tmx', APERTIUM_URL: 'http://127.0.0.1:1' });
    features = await openFeatures(
      [AccountsModule, SessionsModule, ListingsModule, OrdersModule, SnapshotsModule],
      settings,
    );
  });
  afterAll(() => features.close());

  const snapshot = (idOrSlug: string) => features.get(SessionSnapshots).of(idOrSlug);

  it('is the session, what it shows and sells, who watches and which engines translate', async () => {
    const { session, host, offer, variantIds } = await aSale(features);
    await features.get(PinItem, { strict: false }).pin(host, session.id, 'A1');
    await features.get(Presence).report('a-node', session.id, { byLanguage: { es: 3, sw: 1 } });
    const seen = await snapshot(session.slug);
    expect(seen).toMatchObject({
      session: { id: session.id, state: 'live', startedAt: expect.any(String) },
      lineUp: [{ code: 'A1', listing: { variants: [{ id: variantIds[0], stock: { onHand: 20, available: 20 } }] } }],
      pinned: 'A1',
      offers: [{ id: offer.id, code: 'A1', closedAt: null }],
      engines: ['memory', 'apertium'],
      audience: { viewers: 4, byLanguage: { es: 3, sw: 1 } },
    });
    expect(SessionSnapshot.parse(seen)).toEqual(seen);
  });

  it('follows the sale: what is held is not available, what is closed is gone', async () => {
    const { session, host, offer } = await aSale(features);
    const buyer = await anActor(features);
    const claim = { code: 'A1', qty: 3, key: uuidv7() };
    await features.get(PlaceClaim, { strict: false }).place(buyer, session.id, claim);
    await features.get(CloseOffer, { strict: false }).close(host, offer.id);
    const { lineUp, offers } = await snapshot(session.id);
    expect(lineUp[0]?.listing.variants[0]?.stock).toEqual({ onHand: 20, held: 3, sold: 0, available: 17 });
    expect(offers).toEqual([]);
  });

  it('is not there for a session that is not', async () => {
    await expect(snapshot(uuidv7())).rejects.toMatchObject({ code: 'session.not-found' });
  });
});
