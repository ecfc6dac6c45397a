import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import type { Channel, LogEntry } from '#libs/contracts';
import type { SessionLog } from '../src/session-log.js';
import { removalId } from '../src/removed-text.js';
import { aListener, aPin, aRemovedMessage, aRetractedSegment, eventually } from './log-fixtures.js';

/** How the suite gets at the implementation it is to judge. */
export interface LogStore {
  /** Entries of a channel that the logs are asked to keep. */
  keep: number;
  /** A log on the store, as a process that just started has it. */
  open: () => SessionLog;
  /** Another log beside it in another process, where the implementation allows that; else the same. */
  beside: (log: SessionLog) => SessionLog;
  /** Lets the store drop what it need not keep any more. */
  archive: () => Promise<unknown>;
}

const append = (log: SessionLog, sessionId: string, channel: Channel, count: number) =>
  Promise.all(Array.from({ length: count }, () => log.append(sessionId, channel, aPin(), uuidv7())));
const seqs = (entries: readonly LogEntry[]) => entries.map(({ seq }) => seq);
const left = (text: string) => ({ text: '', removed: { sha256: createHash('sha256').update(text).digest('hex') } });
const upTo = (count: number, from = 1) => Array.from({ length: count }, (_, index) => index + from);
async function readAll(log: SessionLog, sessionId: string, channel: Channel, epoch: string, after = 0, limit = 7) {
  const all: LogEntry[] = [];
  for (;;) {
    const result = await log.read(sessionId, channel, { epoch, seq: all.at(-1)?.seq ?? after }, limit);
    if (result.kind === 'resync') return 'resync';
    all.push(...result.entries);
    if (!result.more) return all;
  }
}

/** What the session log promises, whatever stands behind it. */
export function behavesAsSessionLog(name: string, store: () => LogStore): void {
  describe(`the session log ${name}`, () => {
    it('numbers each channel without gaps, whoever appends at the same time', async () => {
      const log = store().open();
      const other = store().beside(log);
      const sessionId = uuidv7();
      const entries = await Promise.all([
        append(log, sessionId, 'chat', 60),
        append(other, sessionId, 'chat', 60),
        append(other, sessionId, 'control', 20),
      ]);
      const [chat, control] = [[...entries[0], ...entries[1]], entries[2]];
      expect(seqs(chat).toSorted((a, b) => a - b)).toEqual(upTo(120));
      expect(seqs(control).toSorted((a, b) => a - b)).toEqual(upTo(20));
      expect(new Set([...chat, ...control].map(({ epoch }) => epoch)).size).toBe(1);
      expect(await log.heads(sessionId, ['chat', 'control', 'chat.fr'])).toEqual({
        epoch: chat[0]?.epoch,
        seqs: { chat: 120, control: 20, 'chat.fr': 0 },
      });
    });

    it('stores what it was given and gives it back as it is', async () => {
      const log = store().open();
      const sessionId = uuidv7();
      const event = aPin();
      const entry = await log.append(sessionId, 'control', event, 'an-id "with" quotes');
      expect(entry).toMatchObject({ channel: 'control', seq: 1, id: 'an-id "with" quotes', event });
      expect(Math.abs(Date.now() - Date.parse(entry.at))).toBeLessThan(60_000);
      expect(await log.latest(sessionId, 'control', 5)).toEqual([entry]);
      expect(await readAll(log, sessionId, 'control', entry.epoch)).toEqual([entry]);
    });

    it('answers a repeated id with the entry that exists, and publishes it once', async () => {
      const log = store().open();
      const sessionId = uuidv7();
      const { heard, listener } = aListener();
      await log.subscribe(sessionId, listener);
      const id = uuidv7();
      const first = await log.append(sessionId, 'chat', aPin(), id);
      const again = await Promise.all(upTo(5).map(() => log.append(sessionId, 'chat', first.event, id)));
      for (const entry of again) expect(entry).toEqual(first);
      const last = await log.append(sessionId, 'chat', aPin(), uuidv7());
      expect(last.seq).toBe(2);
      await eventually(() => expect(heard).toHaveLength(2));
      expect(heard).toEqual([first, last]);
    });

    it('gives an id that comes several times at once one number', async () => {
      const log = store().open();
      const other = store().beside(log);
      const sessionId = uuidv7();
      const [id, event] = [uuidv7(), aPin()];
      const entries = await Promise.all(
        upTo(8).map((turn) => (turn % 2 ? log : other).append(sessionId, 'chat', event, id)),
      );
      expect(new Set(seqs(entries))).toEqual(new Set([1]));
    });

    it('keeps epoch, numbers and ids when the process starts anew', async () => {
      const before = store().open();
      const sessionId = uuidv7();
      const [first] = await append(before, sessionId, 'chat', 3);
      const after = store().open();
      expect(await after.append(sessionId, 'chat', aPin(), (first as LogEntry).id)).toEqual(first);
      const next = await after.append(sessionId, 'chat', aPin(), uuidv7());
      expect(next).toMatchObject({ epoch: first?.epoch, seq: 4 });
      expect(seqs(await after.latest(sessionId, 'chat', 10))).toEqual(upTo(4));
    });

    it('reads everything after a position, in pages', async () => {
      const log = store().open();
      const sessionId = uuidv7();
      const [first] = await append(log, sessionId, 'chat', 23);
      const { epoch } = first as LogEntry;
      expect(seqs((await readAll(log, sessionId, 'chat', epoch)) as LogEntry[])).toEqual(upTo(23));
      expect(seqs((await readAll(log, sessionId, 'chat', epoch, 20)) as LogEntry[])).toEqual([21, 22, 23]);
      expect(await log.read(sessionId, 'chat', { epoch, seq: 23 }, 5)).toEqual({
        kind: 'entries',
        entries: [],
        more: false,
      });
      expect(await log.read(sessionId, 'chat', { epoch, seq: 16 }, 7)).toMatchObject({ more: false });
      expect(await log.read(sessionId, 'chat', { epoch, seq: 15 }, 7)).toMatchObject({ more: true });
      expect(seqs(await log.latest(sessionId, 'chat', 3))).toEqual([21, 22, 23]);
    });

    it('says so when it can not tell what came after a position', async () => {
      const log = store().open();
      const sessionId = uuidv7();
      const [first] = await append(log, sessionId, 'chat', 2);
      const { epoch } = first as LogEntry;
      expect(await log.read(sessionId, 'chat', { epoch: uuidv7(), seq: 1 }, 5)).toEqual({ kind: 'resync' });
      expect(await log.read(sessionId, 'chat', { epoch, seq: 3 }, 5)).toEqual({ kind: 'resync' });
      expect(await log.read(uuidv7(), 'chat', { epoch, seq: 0 }, 5)).toEqual({ kind: 'resync' });
    });

    it('keeps at least the last entries it was told to, and says resync for older ones', async () => {
      const { keep, archive, open } = store();
      const log = open();
      const sessionId = uuidv7();
      const [first] = await append(log, sessionId, 'chat', keep);
      await archive();
      // trimming works in blocks of a hundred
      await append(log, sessionId, 'chat', keep + 150);
      await archive();
      await append(log, sessionId, 'chat', 1);
      const { epoch } = first as LogEntry;
      const head = 2 * keep + 151;
      const kept = await readAll(log, sessionId, 'chat', epoch, head - keep, 500);
      expect(seqs(kept as LogEntry[])).toEqual(upTo(keep, head - keep + 1));
      expect(await readAll(log, sessionId, 'chat', epoch, 0)).toBe('resync');
    });

    it('pushes every entry once and in order per channel, to all who listen on any node', async () => {
      const log = store().open();
      const other = store().beside(log);
      const sessionId = uuidv7();
      const [here, there] = [aListener(), aListener()];
      await Promise.all([
        log.subscribe(sessionId, here.listener),
        log.subscribe(sessionId, here.listener),
        other.subscribe(sessionId, there.listener),
      ]);
      await Promise.all([append(log, sessionId, 'chat', 80), append(other, sessionId, 'caption.fr', 80)]);
      for (const { heard } of [here, there]) {
        await eventually(() => expect(heard).toHaveLength(160));
        for (const channel of ['chat', 'caption.fr'])
          expect(seqs((heard as LogEntry[]).filter((entry) => entry.channel === channel))).toEqual(upTo(80));
      }
    });

    it('tells a listener nothing of other sessions, and nothing after it left', async () => {
      const log = store().open();
      const [sessionId, otherId] = [uuidv7(), uuidv7()];
      const [leaving, staying] = [aListener(), aListener()];
      const { unsubscribe } = await log.subscribe(sessionId, leaving.listener);
      await log.subscribe(sessionId, staying.listener);
      await append(log, otherId, 'chat', 1);
      await append(log, sessionId, 'chat', 1);
      await eventually(() => expect(leaving.heard).toHaveLength(1));
      await unsubscribe();
      await append(log, sessionId, 'chat', 1);
      await eventually(() => expect(staying.heard).toHaveLength(2));
      expect(leaving.heard).toHaveLength(1);
    });

    it('pushes again to a listener that came back after everybody had left', async () => {
      const log = store().open();
      const sessionId = uuidv7();
      const { unsubscribe } = await log.subscribe(sessionId, aListener().listener);
      await append(log, sessionId, 'chat', 2);
      await unsubscribe();
      await append(log, sessionId, 'chat', 2);
      const { heard, listener } = aListener();
      await log.subscribe(sessionId, listener);
      await append(log, sessionId, 'chat', 1);
      await eventually(() => expect(heard).toHaveLength(1));
      expect(seqs(heard as LogEntry[])).toEqual([5]);
    });

    it('gives everything once to who subscribes, and then reads up to where that begins', async () => {
      const log = store().open();
      const other = store().beside(log);
      const sessionId = uuidv7();
      const { epoch } = await log.append(sessionId, 'chat', aPin(), uuidv7());
      const writing = (async () => {
        for (let turn = 0; turn < 100; turn++) await append(other, sessionId, 'chat', 1);
      })();
      const join = async () => {
        const { heard, listener } = aListener();
        const { from } = await log.subscribe(sessionId, listener);
        const read = await readAll(log, sessionId, 'chat', epoch, 0, 500);
        await writing;
        await eventually(() => {
          const begins = from.seqs['chat'] ?? 0;
          const before = (read as LogEntry[]).filter(({ seq }) => seq <= begins);
          const live = (heard as LogEntry[]).filter(({ channel, seq }) => channel === 'chat' && seq > begins);
          expect(seqs([...before, ...live])).toEqual(upTo(101));
        });
      };
      const joining: Promise<void>[] = [];
      for (let joiner = 0; joiner < 10; joiner++) {
        joining.push(join());
        await append(log, sessionId, 'control', 5);
      }
      await Promise.all(joining);
    });

    it('reads no text of a message that was taken away, nor of its translations; their places stay', async () => {
      const log = store().open();
      const other = store().beside(log);
      const sessionId = uuidv7();
      const { message, said, translated, removed } = aRemovedMessage('my number is 555-0100');
      const kept = aRemovedMessage('good tea');
      const { epoch } = await log.append(sessionId, 'chat', said, message);
      await log.append(sessionId, 'chat', kept.said, kept.message);
      await log.append(sessionId, 'chat.fr', translated, `${message}.fr`);
      await log.append(sessionId, 'chat.fr', kept.translated, `${kept.message}.fr`);
      await Promise.all([log.latest(sessionId, 'chat', 5), other.latest(sessionId, 'chat.fr', 5)]);
      const removal = await other.append(sessionId, 'chat', removed, removalId(message));

      for (const reader of [log, other, store().open()]) {
        const chat = await reader.latest(sessionId, 'chat', 5);
        expect(chat).toMatchObject([
          { seq: 1, id: message, event: { ...said, ...left(said.text) } },
          { seq: 2, event: kept.said },
          removal,
        ]);
        expect(await readAll(reader, sessionId, 'chat', epoch)).toEqual(chat);
        const french = await readAll(reader, sessionId, 'chat.fr', epoch);
        expect(french).toMatchObject([
          { seq: 1, event: { ...translated, ...left(translated.text) } },
          { seq: 2, event: kept.translated },
        ]);
        expect(JSON.stringify([chat, french])).not.toContain('555-0100');
        // whoever got no answer the first time asks again
        expect(await reader.append(sessionId, 'chat', said, message)).toEqual(chat[0]);
      }
    });

    it('tells nobody what a translation says that comes when its message was taken away', async () => {
      const log = store().open();
      const sessionId = uuidv7();
      const { message, said, translated, removed } = aRemovedMessage('my number is 555-0100');
      await log.append(sessionId, 'chat', said, message);
      await log.append(sessionId, 'chat', removed, removalId(message));
      const late = store().open();
      const { heard, listener } = aListener();
      await late.subscribe(sessionId, listener);
      const entry = await late.append(sessionId, 'chat.fr', translated, `${message}.fr`);
      expect(entry).toMatchObject({ seq: 1, event: { ...translated, ...left(translated.text) } });
      await eventually(() => expect(heard).toEqual([entry]));
      expect(await late.latest(sessionId, 'chat.fr', 5)).toEqual([entry]);
      expect(await late.append(sessionId, 'chat.fr', translated, `${message}.fr`)).toEqual(entry);
    });

    it('leaves the texts out that come in the same moment as their removal', async () => {
      const log = store().open();
      const sessionId = uuidv7();
      const { message, said, translated, removed } = aRemovedMessage('my number is 555-0100');
      const kept = aRemovedMessage('good tea');
      await log.append(sessionId, 'chat', said, message);
      const { heard, listener } = aListener();
      await log.subscribe(sessionId, listener);
      const [removal, french, other, again] = await Promise.all([
        log.append(sessionId, 'chat', removed, removalId(message)),
        log.append(sessionId, 'chat.fr', translated, `${message}.fr`),
        log.append(sessionId, 'chat.fr', kept.translated, `${kept.message}.fr`),
        log.append(sessionId, 'chat', removed, removalId(message)),
      ]);
      expect(again).toEqual(removal);
      expect(french.event).toEqual({ ...translated, ...left(translated.text) });
      expect(other.event).toEqual(kept.translated);
      expect(new Set(seqs([french, other]))).toEqual(new Set([1, 2]));
      await eventually(() => expect(heard).toHaveLength(3));
      expect(heard).toEqual(expect.arrayContaining([removal, french, other]));
      expect(JSON.stringify(heard)).not.toContain('555-0100');
    });

    it('reads nothing of a segment that was taken back, in any language, nor of what is made of it later', async () => {
      const log = store().open();
      const other = store().beside(log);
      const sessionId = uuidv7();
      const { segment, caption, retracted } = aRetractedSegment('my number is 555-0100');
      const kept = aRetractedSegment('good tea');
      const { epoch } = await log.append(sessionId, 'caption.en', caption('en'), `${segment}.1.en`);
      await log.append(sessionId, 'caption.en', kept.caption('en'), `${kept.segment}.1.en`);
      await log.append(sessionId, 'caption.fr', caption('fr'), `${segment}.1.fr`);
      await Promise.all([log.latest(sessionId, 'caption.en', 5), other.latest(sessionId, 'caption.fr', 5)]);
      const retraction = await other.append(sessionId, 'caption.en', retracted, uuidv7());
      const { heard, listener } = aListener();
      await other.subscribe(sessionId, listener);
      const late = await other.append(sessionId, 'caption.sw', caption('sw'), `${segment}.1.sw`);
      const wordless = { text: '', stable: 0 };
      expect(late).toMatchObject({ seq: 1, event: { ...caption('sw'), ...wordless } });
      await eventually(() => expect(heard).toEqual([late]));

      for (const reader of [log, other, store().open()]) {
        const english = await reader.latest(sessionId, 'caption.en', 5);
        expect(english).toMatchObject([
          { seq: 1, event: { ...caption('en'), ...wordless } },
          { seq: 2, event: kept.caption('en') },
          retraction,
        ]);
        expect(await readAll(reader, sessionId, 'caption.en', epoch)).toEqual(english);
        for (const lang of ['fr', 'sw'] as const)
          expect(await readAll(reader, sessionId, `caption.${lang}`, epoch)).toMatchObject([{ event: wordless }]);
      }
    });

    it('goes on telling the others when a listener throws', async () => {
      const log = store().open();
      const sessionId = uuidv7();
      const { heard, listener } = aListener();
      const broken = () => {
        throw new Error('broken');
      };
      await log.subscribe(sessionId, { entry: broken, lost: broken });
      await log.subscribe(sessionId, listener);
      await append(log, sessionId, 'chat', 3);
      await eventually(() => expect(seqs(heard as LogEntry[])).toEqual([1, 2, 3]));
    });
  });
}
