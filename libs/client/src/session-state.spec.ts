import type { SessionEvent } from '#libs/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anEvent } from '../testing/event-arbitrary.js';
import {
  aCaption,
  aHold,
  aLineUpItem,
  aMessage,
  anId,
  anOffer,
  aPlace,
  aSnapshot,
  aTranslation,
  aWelcome,
  noon,
} from '../testing/session-builders.js';
import { LogBuilder } from '../testing/session-log-builder.js';
import { keptCaptions, readableCaptions } from './caption-state.js';
import { chatLines, keptMessages } from './chat-state.js';
import { openOffer, stockOf } from './room-state.js';
import {
  applyEntry,
  applyHistory,
  applyOutcome,
  applyWelcome,
  emptySession,
  previewOf,
  type SessionState,
} from './session-state.js';
import { openHolds, openPlaces } from './viewer-state.js';

const read = (state: SessionState, log: LogBuilder['entries']) => log.reduce(applyEntry, state);
const joined = applyWelcome(emptySession, aWelcome());
const logOf = (events: readonly SessionEvent[], epoch = 'first') => {
  const log = new LogBuilder(epoch);
  for (const item of events) log.append(item);
  return log;
};

describe('the state of a session', () => {
  it('is the same however its events are shuffled, doubled and replayed', () => {
    const story = fc.array(anEvent, { minLength: 1, maxLength: 40 }).chain((events) => {
      const { entries } = logOf(events);
      const order = fc.array(fc.nat(entries.length - 1), { maxLength: 60 });
      return fc.record({
        entries: fc.constant(entries),
        noise: order,
        shuffled: fc.shuffledSubarray(entries, { minLength: entries.length }),
      });
    });
    fc.assert(
      fc.property(story, ({ entries, noise, shuffled }) => {
        const again = noise.flatMap((index) => entries[index] ?? []);
        expect(read(joined, [...again, ...shuffled, ...again])).toEqual(read(joined, entries));
      }),
      { numRuns: 300 },
    );
  });

  it('is the same for a newcomer with a snapshot and for someone who heard the replay of what the snapshot holds', () => {
    const log = logOf([
      { type: 'offer.opened', offer: anOffer() },
      { type: 'item.pinned', item: aLineUpItem('A1', 3) },
      { type: 'offer.closed', offer: anOffer({ closedAt: noon }) },
      { type: 'item.pinned', item: null },
    ]);
    const newcomer = applyWelcome(emptySession, aWelcome({ heads: { epoch: 'first', seqs: log.seqs } }));
    expect(read(newcomer, log.entries)).toEqual(newcomer);
  });

  it('keeps what the log said after the snapshot was taken, when an older snapshot arrives', () => {
    const log = logOf([
      { type: 'item.pinned', item: aLineUpItem('A1', 3) },
      { type: 'offer.opened', offer: anOffer() },
    ]);
    const state = applyWelcome(read(joined, log.entries), aWelcome({ resumed: true }));
    expect(state.room?.pinned.value?.code).toBe('A1');
    expect(state.room && openOffer(state.room, 'A1')?.id).toBe(anOffer().id);
  });

  it('starts from the snapshot when a new log took the place of the old one, and keeps what was read', () => {
    const log = logOf([{ type: 'item.pinned', item: aLineUpItem('A1') }, aMessage(1), aCaption(1)]);
    const state = applyWelcome(read(joined, log.entries), aWelcome({ heads: { epoch: 'second', seqs: {} } }));
    expect(state.room?.pinned.value).toBeNull();
    expect(chatLines(state.chat, 'es')).toHaveLength(1);
    expect(readableCaptions(state.captions, 'es')).toHaveLength(1);
    expect(read(state, log.entries).room?.pinned.value).toBeNull();
  });

  it('shows captions in the order they were spoken, by their highest revision, without those taken back', () => {
    const captions = [
      aCaption(3),
      aCaption(1),
      aCaption(2),
      aCaption(1, { rev: 2, text: 'corregida' }),
      aCaption(2, { rev: 2, state: 'retracted' }),
    ];
    const state = read(joined, logOf(captions).entries);
    expect(readableCaptions(state.captions, 'es').map(({ text }) => text)).toEqual(['corregida', 'frase 3']);
  });

  it('joins a message and its translation, whichever comes first and wherever from', () => {
    const live = read(joined, logOf([aTranslation(2), aMessage(2)]).entries);
    const state = applyHistory(live, [{ seq: 1, message: aMessage(1), translation: aTranslation(1) }]);
    expect(chatLines(state.chat, 'es').map((line) => line.translation?.text)).toEqual(['mensaje 1', 'mensaje 2']);
    expect(chatLines(state.chat, 'sw').map((line) => line.translation)).toEqual([null, null]);
  });

  it('shows an answer with what was asked, in the language of the reader', () => {
    const question = { ...aMessage(1), toHost: true as const };
    const answer = { ...aMessage(2), replyTo: question.message };
    const { chat } = read(joined, logOf([answer, question, aTranslation(1)]).entries);
    expect(chatLines(chat, 'es').map(({ inReplyTo }) => inReplyTo)).toEqual([
      null,
      { message: question, translation: aTranslation(1) },
    ]);
  });

  it('puts a real translation in the place of the source text, and never the other way round', () => {
    const fallback = aTranslation(1, { flags: ['source-fallback'], text: 'message 1' });
    const events = [aMessage(1), aTranslation(1), fallback];
    for (const order of [events, events.toReversed()]) {
      expect(chatLines(read(joined, logOf(order).entries).chat, 'es')[0]?.translation?.text).toBe('mensaje 1');
    }
  });

  it('forgets what a moderator took away, in every language and in whatever order it is told', () => {
    const events: SessionEvent[] = [
      aMessage(1),
      aMessage(2),
      aTranslation(1),
      { type: 'chat.removed', message: anId(1), at: noon },
    ];
    const { entries } = logOf(events);
    for (const order of [entries, entries.toReversed()]) {
      const { chat } = read(joined, order);
      expect(chatLines(chat, 'es').map(({ message }) => message.text)).toEqual(['message 2']);
      expect(JSON.stringify([...chat.messages.values(), ...(chat.translations.get('es')?.values() ?? [])])).not.toMatch(
        /message 1|mensaje 1/,
      );
    }
  });

  it('knows how long to wait between two messages: from the snapshot, and from what the room is told', () => {
    const slow = applyWelcome(emptySession, aWelcome({ snapshot: aSnapshot({ slowModeSeconds: 30 }) }));
    expect(slow.room?.slowModeSeconds.value).toBe(30);
    const off = logOf([{ type: 'chat.slow-mode', seconds: 0 }]);
    expect(read(slow, off.entries).room?.slowModeSeconds.value).toBe(0);
  });

  it('takes the stock that a pinned item brings, unless a later change is known', () => {
    const log = logOf([
      { type: 'item.pinned', item: aLineUpItem('A1', 6) },
      { type: 'stock.changed', variantId: anId(22), stock: { onHand: 10, held: 5, sold: 0, available: 5 }, at: noon },
    ]);
    const variant = aLineUpItem('A1', 99).listing.variants[0];
    for (const entries of [log.entries, log.entries.toReversed()]) {
      const { room } = read(joined, entries);
      expect(room && variant && stockOf(room, variant).available).toBe(5);
    }
  });

  it('forgets the holds that ended while nobody listened', () => {
    const you = {
      id: anId(60),
      kind: 'guest',
      displayName: 'Wei',
      lang: 'zh',
      country: null,
      simulated: false,
      role: null,
    } as const;
    const mine = applyWelcome(emptySession, aWelcome({ you, holds: [aHold()] }));
    expect(openHolds(mine.viewer)).toHaveLength(1);
    expect(openHolds(applyWelcome(mine, aWelcome({ you })).viewer)).toEqual([]);
  });

  it('knows where the viewer waits from the welcome, until the log says that they left', () => {
    const you = { id: anId(60), kind: 'guest', displayName: 'Wei', lang: 'zh', country: null } as const;
    const waiting = [aPlace({ id: anId(61), position: 9 }), aPlace({ position: 4 })];
    const mine = applyWelcome(emptySession, aWelcome({ you: { ...you, simulated: false, role: null }, waiting }));
    expect(openPlaces(mine.viewer).map(({ position }) => position)).toEqual([4, 9]);
    const left = logOf([{ type: 'waitlist.changed', waiting: aPlace({ state: 'PASSED' }) }]);
    expect(openPlaces(read(mine, left.entries).viewer)).toHaveLength(1);
  });

  it('knows a hold from the answer to a claim, until the log says more', () => {
    const held = applyOutcome(joined, { outcome: 'HELD', claim: anId(70), hold: aHold() }, null);
    expect(openHolds(held.viewer)).toEqual([aHold()]);
    const expired = logOf([{ type: 'hold.changed', hold: aHold({ state: 'EXPIRED' }), reason: 'time over' }]);
    expect(openHolds(read(held, expired.entries).viewer)).toEqual([]);
  });

  it('shows a snapshot before the first welcome, and nothing of it after', () => {
    const preview = previewOf(aSnapshot({ pinned: 'A1' }));
    expect(preview.room?.pinned.value?.code).toBe('A1');
    expect(applyWelcome(preview, aWelcome())).toEqual(joined);
  });

  it('stays small in a session of many hours', () => {
    const many = Array.from({ length: keptCaptions + 50 }, (_, n) => [aCaption(n + 1), aMessage(n + 1)]).flat();
    const state = read(joined, logOf(many).entries);
    const captions = readableCaptions(state.captions, 'es');
    expect(captions).toHaveLength(keptCaptions);
    expect(captions.at(-1)?.n).toBe(keptCaptions + 50);
    expect(chatLines(state.chat, 'es')).toHaveLength(keptMessages);
    expect(state.room?.snapshot).toEqual(aSnapshot());
  });
});
