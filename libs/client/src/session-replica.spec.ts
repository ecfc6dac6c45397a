import type { LogEntry } from '#libs/contracts';
import { channels, readPositionsWord } from '#libs/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anEvent } from '../testing/event-arbitrary.js';
import { anId, aWelcome } from '../testing/session-builders.js';
import { LogBuilder } from '../testing/session-log-builder.js';
import { EventStreamParser } from './event-stream-parser.js';
import { lastEventIdOf } from './line-address.js';
import { FrameReader } from './server-frames.js';
import { SessionReplica } from './session-replica.js';

/** What befalls an entry on its way, by the one after it at the latest. */
type Fate = 'comes' | 'comes twice' | 'is dropped' | 'comes late' | 'is replayed with all before it';
/** What befalls the line after an entry. */
type Turn = 'holds' | 'breaks, then a socket' | 'breaks, then a stream' | 'a socket beside it';

const fates: readonly Fate[] = [
  'comes',
  'comes',
  'comes twice',
  'is dropped',
  'comes late',
  'is replayed with all before it',
];
const turns: readonly Turn[] = [
  'holds',
  'holds',
  'holds',
  'breaks, then a socket',
  'breaks, then a stream',
  'a socket beside it',
];

const aStep = fc.record({
  event: anEvent,
  fate: fc.constantFrom(...fates),
  turn: fc.constantFrom(...turns),
  cut: fc.integer({ min: 1, max: 40 }),
});

/** Every channel that this viewer reads is in the welcome, their own one too. */
const start = { ...aWelcome().heads.seqs, [channels.viewer(anId(60))]: 0 };

/** A client whose lines are in bad hands: every frame passes as the bytes of a socket or of an event stream. */
class ClientBehindBadLines {
  readonly replica = new SessionReplica();
  readonly heard: LogEntry[] = [];
  /** A gap was seen: the real connection comes back for the rest. */
  incomplete = false;
  private way: 'socket' | 'stream' = 'socket';
  private frames = new FrameReader();
  private parser = this.newParser();

  constructor(private readonly log: LogBuilder) {
    this.join('socket', 1);
  }

  /** As the server answers who says how far it has come: the welcome, then all that is missing. */
  join(way: 'socket' | 'stream', cut: number): void {
    const since =
      way === 'stream' && this.replica.since
        ? readPositionsWord(lastEventIdOf(this.replica.since))
        : this.replica.since;
    this.way = way;
    this.frames = new FrameReader();
    this.parser = this.newParser();
    this.incomplete = false;
    const missing = this.log.entries.filter(({ channel, seq }) => since && seq > (since.seqs[channel] ?? 0));
    const heads = { epoch: this.log.epoch, seqs: { ...start, ...this.log.seqs, control: 0 } };
    const welcome = aWelcome({ resumed: since !== undefined, heads });
    this.receive([welcome, ...missing.map((entry) => ({ type: 'event', entry }))], cut);
  }

  deliver(entries: readonly LogEntry[], cut: number): void {
    if (entries.length > 0)
      this.receive(
        entries.map((entry) => ({ type: 'event', entry })),
        cut,
      );
  }

  private receive(frame: readonly unknown[], cut: number): void {
    const text = JSON.stringify(frame);
    if (this.way === 'socket') return this.read(text);
    const stream = `:\nretry: 5\ndata: ${text}\nid: 17\n\n`;
    for (let at = 0; at < stream.length; at += cut) this.parser.feed(stream.slice(at, at + cut));
  }

  private read(text: string): void {
    for (const message of this.frames.read(text)) {
      if (message.type === 'welcome') this.replica.welcome(message);
      if (message.type !== 'event') continue;
      const arrival = this.replica.read(message.entry as LogEntry);
      if (arrival === 'new') this.heard.push(message.entry as LogEntry);
      this.incomplete ||= arrival === 'gap';
    }
  }

  private newParser(): EventStreamParser {
    return new EventStreamParser(
      ({ data }) => this.read(data),
      () => undefined,
    );
  }
}

describe('the copy of a session', () => {
  it('equals the server after a resume, whatever was shuffled, doubled, dropped and replayed, over sockets and streams', () => {
    fc.assert(
      fc.property(
        fc.array(aStep, { minLength: 1, maxLength: 40 }),
        fc.constantFrom('socket', 'stream'),
        (steps, last) => {
          const log = new LogBuilder('first');
          const client = new ClientBehindBadLines(log);
          let late: LogEntry[] = [];
          for (const { event, fate, turn, cut } of steps) {
            const entry = log.append(event);
            const now = arrivalsOf(fate, entry, log.entries);
            client.deliver([...now, ...late], cut);
            late = fate === 'comes late' ? [entry] : [];
            if (turn === 'a socket beside it') client.join('socket', cut);
            else if (turn !== 'holds') client.join(turn === 'breaks, then a stream' ? 'stream' : 'socket', cut);
          }
          client.join(last, 7);

          expect(client.incomplete).toBe(false);
          expect(client.replica.state).toEqual(undisturbed(log.entries).state);
          for (const channel of new Set(log.entries.map((entry) => entry.channel)))
            expect(seqsIn(channel, client.heard)).toEqual(seqsIn(channel, log.entries));
        },
      ),
      { numRuns: 300 },
    );
  });
});

function arrivalsOf(fate: Fate, entry: LogEntry, all: readonly LogEntry[]): readonly LogEntry[] {
  if (fate === 'is dropped' || fate === 'comes late') return [];
  if (fate === 'is replayed with all before it') return all;
  return fate === 'comes' ? [entry] : [entry, entry];
}

/** What the server itself would show. */
function undisturbed(entries: readonly LogEntry[]): SessionReplica {
  const replica = new SessionReplica();
  replica.welcome(aWelcome());
  for (const entry of entries) replica.read(entry);
  return replica;
}

const seqsIn = (channel: string, entries: readonly LogEntry[]): number[] =>
  entries.filter((entry) => entry.channel === channel).map(({ seq }) => seq);

describe('what is told early', () => {
  const replicaOf = () => {
    const replica = new SessionReplica();
    replica.welcome(aWelcome({ heads: { epoch: 'first', seqs: start } }));
    return replica;
  };

  it('leaves nothing behind once the same came with its number', () => {
    const events = fc.array(anEvent, { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(events, fc.nat(30), (all, known) => {
        const log = new LogBuilder('first');
        const entries = all.map((event) => log.append(event));
        const [hasty, patient] = [replicaOf(), replicaOf()];
        for (const [index, entry] of entries.entries()) if (index < known) hasty.read(entry);
        for (const entry of entries.slice(known)) hasty.early(entry);
        for (const entry of entries.slice(known)) expect(hasty.read(entry)).toBe('new');
        for (const entry of entries) patient.read(entry);
        expect(hasty.state).toEqual(patient.state);
      }),
      { numRuns: 200 },
    );
  });

  it('shows at once, over what has a number', () => {
    const replica = replicaOf();
    const log = new LogBuilder('first');
    replica.read(log.append({ type: 'chat.slow-mode', seconds: 10 }));
    for (const seconds of [20, 30])
      replica.early({ id: anId(seconds), channel: channels.control, event: { type: 'chat.slow-mode', seconds } });
    expect(replica.state.room?.slowModeSeconds.value).toBe(30);
  });
});
