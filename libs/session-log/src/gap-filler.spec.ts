import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Channel, LogEntry } from '#libs/contracts';
import { GapFiller } from './gap-filler.js';
import type { LogRead, Position } from './session-log.js';

const chat: Channel = 'chat';
const control: Channel = 'control';
const anEntry = (seq: number, channel: Channel = chat, epoch = 'first'): LogEntry => ({
  channel,
  epoch,
  seq,
  id: `${epoch}-${channel}-${seq}`,
  at: '2026-11-22T09:30:00.000Z',
  event: { type: 'item.pinned', item: null },
});
const entriesUpTo = (count: number, channel: Channel = chat) =>
  Array.from({ length: count }, (_, index) => anEntry(index + 1, channel));

/** A log that is read and, when `failures` are left, can not be. */
function aLog(entries: LogEntry[], { failures = 0, oldest = 1 } = {}) {
  return async (channel: Channel, after: Position): Promise<LogRead> => {
    if (failures-- > 0) throw new Error('away');
    if (after.seq + 1 < oldest) return { kind: 'resync' };
    const found = entries.filter((entry) => entry.channel === channel && entry.seq > after.seq);
    return { kind: 'entries', entries: found.slice(0, 3), more: found.length > 3 };
  };
}

function aListener() {
  const heard: (LogEntry | 'lost')[] = [];
  return { heard, listener: { entry: (entry: LogEntry) => heard.push(entry), lost: () => heard.push('lost') } };
}

const noPause = async () => {};
const settled = () => new Promise((resolve) => setImmediate(resolve));
async function untilQuiet(heard: unknown[]) {
  for (let before = -1; before !== heard.length;) {
    before = heard.length;
    for (let turn = 0; turn < 5; turn++) await settled();
  }
}

describe('the gap filler', () => {
  it('hands on every entry once and in order, however they were shuffled, doubled, dropped or replayed', async () => {
    const delivery = fc.record({ index: fc.nat(39), readFailures: fc.nat(2) });
    await fc.assert(
      fc.asyncProperty(fc.array(delivery, { maxLength: 120 }), fc.nat(20), async (deliveries, seen) => {
        const log = [...entriesUpTo(20, chat), ...entriesUpTo(20, control)];
        const { heard, listener } = aListener();
        const filler = new GapFiller(aLog(log, { failures: deliveries[0]?.readFailures }), listener, noPause);
        filler.start({ epoch: 'first', seqs: { chat: seen } });
        for (const { index } of deliveries) {
          filler.receive(log[index] as LogEntry);
          if (index % 3 === 0) await settled();
        }
        filler.catchUp({ epoch: 'first', seqs: { chat: 20, control: 20 } });
        await untilQuiet(heard);
        const heardIn = (channel: Channel) => heard.filter((news) => news !== 'lost' && news.channel === channel);
        expect(heardIn(chat)).toEqual(entriesUpTo(20).slice(seen));
        expect(heardIn(control)).toEqual(entriesUpTo(20, control));
        expect(heard).not.toContain('lost');
      }),
      { numRuns: 300 },
    );
  });

  it('keeps what arrives before it knows where to start, and drops of it what was seen', () => {
    const { heard, listener } = aListener();
    const filler = new GapFiller(aLog([]), listener, noPause);
    filler.receive(anEntry(4));
    filler.receive(anEntry(5));
    filler.receive(anEntry(6));
    filler.start({ epoch: 'first', seqs: { chat: 5 } });
    expect(heard).toEqual([anEntry(6)]);
  });

  it('says that entries were lost when the log no longer reaches back, and goes on behind them', async () => {
    const { heard, listener } = aListener();
    const filler = new GapFiller(aLog(entriesUpTo(9), { oldest: 7 }), listener, noPause);
    filler.start({ epoch: 'first', seqs: { chat: 2 } });
    filler.receive(anEntry(8));
    await untilQuiet(heard);
    filler.receive(anEntry(9));
    expect(heard).toEqual(['lost', anEntry(9)]);
  });

  it('says that entries were lost when the log numbers anew, and hears no more of the old numbering', () => {
    const { heard, listener } = aListener();
    const filler = new GapFiller(aLog([]), listener, noPause);
    filler.start({ epoch: 'first', seqs: { chat: 7 } });
    filler.receive(anEntry(1, chat, 'second'));
    filler.receive(anEntry(8, chat, 'first'));
    filler.receive(anEntry(2, chat, 'second'));
    expect(heard).toEqual(['lost', anEntry(1, chat, 'second'), anEntry(2, chat, 'second')]);
  });

  it('notices a log that was restored to an earlier state', () => {
    const { heard, listener } = aListener();
    const filler = new GapFiller(aLog([]), listener, noPause);
    filler.start({ epoch: 'first', seqs: { chat: 7 } });
    filler.catchUp({ epoch: 'first', seqs: { chat: 5 } });
    filler.receive(anEntry(6));
    expect(heard).toEqual(['lost', anEntry(6)]);
  });

  it('does not take a log for restored because entries arrived while its heads were asked for', async () => {
    const { heard, listener } = aListener();
    const filler = new GapFiller(aLog(entriesUpTo(6)), listener, noPause);
    filler.start({ epoch: 'first', seqs: { chat: 4 } });
    const before = filler.positions;
    filler.receive(anEntry(5));
    filler.catchUp({ epoch: 'first', seqs: { chat: 4 } }, before);
    filler.receive(anEntry(6));
    await untilQuiet(heard);
    expect(heard).toEqual([anEntry(5), anEntry(6)]);
  });

  it('is silent after it was stopped, also in the middle of a read', async () => {
    const { heard, listener } = aListener();
    const filler = new GapFiller(aLog(entriesUpTo(5)), listener, noPause);
    filler.start({ epoch: 'first', seqs: {} });
    filler.receive(anEntry(5));
    filler.stop();
    filler.receive(anEntry(1));
    await untilQuiet(heard);
    expect(heard).toEqual([]);
  });
});
