import { describe, expect, it } from '@jest/globals';
import { compactEvent } from './compact-events.js';
import { CompactRun, expandRun } from './compact-run.js';
import type { LogEntry, SessionEvent } from './events.js';
import { longChannel, positionsWord, readPositionsWord, shortChannel } from './short-names.js';

const at = '2026-11-22T09:30:00.123Z';
const message = '01234567-89ab-7def-8123-456789abcdef';
const author = 'ffffffff-ffff-4fff-bfff-fffffffffffe';
const machine = { engine: 'memory', machine: true, lagMs: 12, flags: [] };

const chat: SessionEvent = {
  type: 'chat.message',
  message,
  author: { id: author, name: 'Amina', role: null, simulated: false },
  lang: 'sw',
  text: 'Habari ☕',
  replyTo: null,
  at,
};
const translation: SessionEvent = {
  type: 'chat.translation',
  message,
  lang: 'fr',
  from: 'sw',
  text: 'Bonjour',
  ...machine,
};
const caption: SessionEvent = {
  type: 'caption',
  segment: message,
  n: 3,
  lang: 'fr',
  from: 'en',
  rev: 2,
  sourceRev: 1,
  state: 'final',
  text: 'Le thé 🍵 de la colline',
  stable: 23,
  t0: 1000,
  t1: 2500,
  ...machine,
};
const anEntry = (channel: LogEntry['channel'], event: SessionEvent): LogEntry => ({
  channel,
  epoch: 'first',
  seq: 7,
  id: 'an-id',
  at,
  event,
});

/** Over the wire and back. */
const readBack = (entry: LogEntry) => {
  const run = { c: shortChannel(entry.channel), s: entry.seq, x: [compactEvent(entry)] };
  return expandRun(CompactRun.parse(JSON.parse(JSON.stringify(run))), 'first')[0];
};

describe('the short form of an entry', () => {
  it.each<[string, LogEntry['channel'], SessionEvent]>([
    ['a chat message', 'chat', chat],
    [
      'a reply of a simulated moderator',
      'chat',
      { ...chat, author: { ...chat.author, role: 'moderator', simulated: true }, replyTo: author },
    ],
    ['a question to the host', 'chat', { ...chat, toHost: true }],
    ['a translation', 'chat.fr', translation],
    ['a doubtful one by a human', 'chat.fr', { ...translation, machine: false, flags: ['late', 'fuzzy'] }],
    ['a finished caption', 'caption.fr', caption],
    ['one that still grows', 'caption.fr', { ...caption, state: 'partial', stable: 4 }],
    ['a pin', 'control', { type: 'item.pinned', item: null }],
  ])('%s says the same', (_name, channel, event) => {
    expect(readBack(anEntry(channel, event))).toMatchObject({ channel, epoch: 'first', seq: 7, at, event });
  });

  it('of a chat message is less than half as long', () => {
    const entry = anEntry('chat', chat);
    const [short, full] = [compactEvent(entry), { type: 'event', entry }].map((form) => JSON.stringify(form).length);
    expect(short).toBeLessThan((full ?? 0) / 2);
  });

  it('keeps the id of what has no other key', () => {
    expect(readBack(anEntry('control', { type: 'item.pinned', item: null }))).toMatchObject({ id: 'an-id' });
  });
});

describe('a run', () => {
  it('counts what was left out as places', () => {
    const run = { c: 's.fr', s: 88, x: [3, compactEvent(anEntry('caption.fr', caption)), 2] };
    const entries = expandRun(CompactRun.parse(run), 'first');
    expect(entries.map(({ seq }) => seq)).toEqual([88, 89, 90, 91, 92, 93]);
    expect(entries.filter((entry) => 'event' in entry).map(({ seq }) => seq)).toEqual([91]);
  });

  it('of a channel that is not known yet says nothing', () => {
    expect(expandRun({ c: 'q.fr', s: 1, x: [1] }, 'first')).toEqual([]);
  });
});

describe('positions in a word', () => {
  const viewer = `viewer.${author}` as const;
  const seqs = { control: 3, chat: 41, 'chat.zh-Hans': 12, 'caption.zh-Hans': 8, [viewer]: 1 };
  const word = positionsWord(
    message,
    Object.entries(seqs).map(([channel, seq]) => [shortChannel(channel), seq] as const),
  );

  it('are read back, and need no escape in an address', () => {
    expect(readPositionsWord(word)).toEqual({ epoch: message, seqs });
    expect(encodeURIComponent(word)).toBe(word);
  });

  it.each(['', 'x y', `${message}~chat`, `${message}~q_1`, `${message}~m_-1`, `${message}~m_1e9`])(
    'are not found in %j',
    (other) => expect(readPositionsWord(other)).toBeUndefined(),
  );

  it('name every channel in short', () => {
    for (const channel of Object.keys(seqs)) expect(longChannel(shortChannel(channel))).toBe(channel);
  });
});
