import type { SessionEvent } from '#libs/contracts';
import fc from 'fast-check';
import {
  aCaption,
  aHold,
  aLineUpItem,
  aMessage,
  anId,
  anOffer,
  aSession,
  aTranslation,
  noon,
} from './session-builders.js';

const small = fc.integer({ min: 1, max: 6 });
/** Few things that much happens to: the same message, caption, offer and hold turn up again and again. */
export const anEvent: fc.Arbitrary<SessionEvent> = fc.oneof(
  fc.record({ n: small, rev: small }).map(({ n, rev }) => aCaption(n, { rev, text: `frase ${n}.${rev}` })),
  small.map((n) => aMessage(n)),
  small.map((n) => aTranslation(n)),
  small.map((n): SessionEvent => ({ type: 'chat.removed', message: anId(n), at: noon })),
  small.map((seconds): SessionEvent => ({ type: 'chat.slow-mode', seconds })),
  fc.boolean().map((on): SessionEvent => ({
    type: 'video.changed',
    video: on ? { since: noon, hls: 'https://video.example.org/1.m3u8', whep: null } : null,
  })),
  small.map((n) => aTranslation(n, { flags: ['source-fallback'], text: 'as it was written' })),
  fc.boolean().map((up): SessionEvent => ({ type: 'item.pinned', item: up ? aLineUpItem('A1', 7) : null })),
  fc.record({ n: small, closed: fc.boolean() }).map(({ n, closed }): SessionEvent => ({
    type: closed ? 'offer.closed' : 'offer.opened',
    offer: anOffer({ id: anId(30 + n), closedAt: closed ? noon : null }),
  })),
  small.map((available): SessionEvent => ({
    type: 'stock.changed',
    variantId: anId(22),
    stock: { onHand: 10, held: 10 - available, sold: 0, available },
    at: noon,
  })),
  fc.constantFrom('live', 'source-only').map((state): SessionEvent => ({
    type: 'language.status',
    lang: 'es',
    state,
    engine: 'apertium',
    reason: null,
  })),
  fc.constantFrom('HELD', 'PAYING', 'CONFIRMED').chain((state) =>
    small.map((n): SessionEvent => ({
      type: 'hold.changed',
      hold: aHold({ id: anId(40 + n), state }),
      reason: null,
    })),
  ),
  fc.constantFrom(['A1', 'B7'], ['B7'], ['B7', 'A1']).chain((codes) =>
    fc.boolean().map((came): SessionEvent => ({
      type: 'line-up.changed',
      items: codes.map((code) => ({ code, listingId: aLineUpItem(code).listing.id })),
      listing: came ? aLineUpItem('A1', 3).listing : null,
    })),
  ),
  fc.constant<SessionEvent>({ type: 'session.changed', session: aSession({ title: 'Another title' }) }),
  fc.constant<SessionEvent>({ type: 'session.ended', session: aSession({ state: 'ended', endedAt: noon }) }),
);
