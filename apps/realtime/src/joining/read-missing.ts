import { Injectable } from '@nestjs/common';
import { RecallCaptions } from '#libs/captions';
import { audienceChannels, type Channel, channels, type LogEntry, type Positions } from '#libs/contracts';
import { type Position, SessionLog } from '#libs/session-log';
import { entriesToLookAt, fromBefore, historyLength, recentCaptions, translationsOf } from './newcomer-history.js';
import { SharedAnswers } from './shared-answers.js';

/** What a viewer is sent before it goes live, and how far into the log that reaches. */
export interface CatchUp {
  resumed: boolean;
  entries: LogEntry[];
  seen: Positions;
}

export interface MissingOf {
  sessionId: string;
  lang: string;
  channels: readonly Channel[];
  /** Up to where the log is read: behind it begins what the viewer's seat gets by itself. */
  upTo: Positions;
  /** Where the viewer's last connection ended. */
  since: Positions | undefined;
  /** Where the control channel was when the snapshot was made. */
  snapshotAt: Positions;
}

const pageSize = 500;
/** Of PostgreSQL's `integer`. */
const mostSeq = 2 ** 31 - 1;

/** Reads what a viewer has not seen, up to where the news of its seat begin. */
@Injectable()
export class ReadMissing {
  readonly #histories = new SharedAnswers<LogEntry[]>();

  constructor(
    private readonly log: SessionLog,
    private readonly captions: RecallCaptions,
  ) {}

  async read(viewer: MissingOf): Promise<CatchUp> {
    return (await this.#resume(viewer)) ?? this.#start(viewer);
  }

  /** Exactly what is missing, and the usual history of channels that are new to the viewer; `null` if that is not known. */
  async #resume(viewer: MissingOf): Promise<CatchUp | null> {
    const { since, upTo } = viewer;
    if (since === undefined || since.epoch !== upTo.epoch) return null;
    const known = viewer.channels.filter((channel) => since.seqs[channel] !== undefined);
    const missing = await Promise.all(known.map((channel) => this.#between(viewer, channel, since.seqs[channel] ?? 0)));
    if (missing.includes(null)) return null;
    const fresh = viewer.channels.filter((channel) => !known.includes(channel));
    const history = await this.#history(viewer, fresh);
    return { resumed: true, entries: [...missing.flatMap((entries) => entries ?? []), ...history], seen: upTo };
  }

  async #start(viewer: MissingOf): Promise<CatchUp> {
    const { lang, upTo, channels: wanted } = viewer;
    // a client places what comes from before the numbering only in a channel whose end it knows
    const seqs = { [channels.captionsIn(lang)]: 0, ...upTo.seqs };
    return { resumed: false, entries: await this.#history(viewer, wanted), seen: { ...upTo, seqs } };
  }

  /** Newcomers between two events of a room are told the same. */
  #history(viewer: MissingOf, wanted: readonly Channel[]): Promise<LogEntry[]> {
    const { sessionId, lang, snapshotAt, upTo } = viewer;
    const room = audienceChannels(lang).filter((channel) => wanted.includes(channel));
    const ends = room.map((channel) => [channel, upTo.seqs[channel]]);
    const question = JSON.stringify([sessionId, lang, upTo.epoch, ends, snapshotAt, leftOff(viewer)]);
    return this.#histories.of(question, () => this.#readHistory(viewer, room));
  }

  async #readHistory(viewer: MissingOf, wanted: readonly Channel[]): Promise<LogEntry[]> {
    const { sessionId, lang, snapshotAt, upTo } = viewer;
    const latest = async (channel: Channel, count: number) =>
      wanted.includes(channel) ? this.log.latest(sessionId, channel, count) : [];
    const snapshotSeq = snapshotAt.epoch === upTo.epoch ? (snapshotAt.seqs[channels.control] ?? 0) : 0;
    const [control, messages, translations, captions] = await Promise.all([
      wanted.includes(channels.control) ? this.#between(viewer, channels.control, snapshotSeq) : [],
      latest(channels.chat, entriesToLookAt.messages),
      latest(channels.chatIn(lang), entriesToLookAt.translations),
      latest(channels.captionsIn(lang), entriesToLookAt.captions),
    ]);
    const known = (entries: LogEntry[]) => entries.filter((entry) => isUpTo(upTo, entry));
    const recent = recentCaptions(known(captions));
    const before = wanted.includes(channels.captionsIn(lang)) ? await this.#before(viewer, recent) : [];
    return [
      ...(control ?? []),
      ...known(messages),
      ...translationsOf(messages, known(translations)),
      ...before,
      ...recent,
    ];
  }

  /** The captions that the log can not tell: to who was here before, all that it has missed; to a newcomer the usual. */
  async #before(viewer: MissingOf, recent: readonly LogEntry[]): Promise<LogEntry[]> {
    const left = leftOff(viewer);
    const { sessionId, lang, upTo } = viewer;
    if (left === undefined && recent.length >= historyLength.captions) return [];
    return fromBefore(await this.captions.of(sessionId, lang, historyLength.captions, left), upTo.epoch, recent);
  }

  /** What came after `seq`, up to where the seat's own news begin; `null` when the log can not tell. */
  async #between({ sessionId, upTo }: MissingOf, channel: Channel, seq: number): Promise<LogEntry[] | null> {
    const all: LogEntry[] = [];
    for (;;) {
      const after = { epoch: upTo.epoch, seq: all.at(-1)?.seq ?? seq };
      const page = await this.log.read(sessionId, channel, after, pageSize);
      if (page.kind === 'resync') return null;
      const wanted = page.entries.filter((entry) => isUpTo(upTo, entry));
      all.push(...wanted);
      if (!page.more || wanted.length < page.entries.length) return all;
    }
  }
}

const isUpTo = ({ epoch, seqs }: Positions, entry: LogEntry): boolean =>
  entry.epoch === epoch && entry.seq <= (seqs[entry.channel] ?? 0);

/** Where who was here before stopped reading captions, as far as it says so in a form that is ours. */
function leftOff({ lang, since }: MissingOf): Position | undefined {
  const seq = since?.seqs[channels.captionsIn(lang)];
  if (since === undefined || seq === undefined || !/^[0-9a-f-]{36}$/.test(since.epoch)) return undefined;
  return { epoch: since.epoch, seq: Math.min(seq, mostSeq) };
}
