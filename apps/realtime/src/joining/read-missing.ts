import { Injectable } from '@nestjs/common';
import { type Channel, channels, type LogEntry, type Positions } from '#libs/contracts';
import { SessionLog } from '#libs/session-log';
import { entriesToLookAt, recentCaptions, translationsOf } from './newcomer-history.js';

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
  /** Where the viewer's last connection ended. */
  since: Positions | undefined;
  /** Where the control channel was when the snapshot was made. */
  snapshotAt: Positions;
}

const pageSize = 500;

/** Reads what a viewer has not seen. Call it when its seat is taken: what is appended from then on is kept there. */
@Injectable()
export class ReadMissing {
  constructor(private readonly log: SessionLog) {}

  async read(viewer: MissingOf): Promise<CatchUp> {
    const heads = await this.log.heads(viewer.sessionId, viewer.channels);
    return (await this.#resume(viewer, heads)) ?? this.#start(viewer, heads);
  }

  /** Exactly what is missing, and the usual history of channels that are new to the viewer; `null` if that is not known. */
  async #resume(viewer: MissingOf, heads: Positions): Promise<CatchUp | null> {
    const { since } = viewer;
    if (since === undefined || since.epoch !== heads.epoch) return null;
    const known = viewer.channels.filter((channel) => since.seqs[channel] !== undefined);
    const missing = await Promise.all(
      known.map((channel) => this.#after(viewer.sessionId, channel, since.epoch, since.seqs[channel] ?? 0)),
    );
    if (missing.includes(null)) return null;
    const fresh = viewer.channels.filter((channel) => !known.includes(channel));
    const history = await this.#history(viewer, fresh, heads);
    return this.#catchUp(true, [...missing.flatMap((entries) => entries ?? []), ...history], heads);
  }

  async #start(viewer: MissingOf, heads: Positions): Promise<CatchUp> {
    return this.#catchUp(false, await this.#history(viewer, viewer.channels, heads), heads);
  }

  #catchUp(resumed: boolean, entries: LogEntry[], heads: Positions): CatchUp {
    const seqs = { ...heads.seqs };
    for (const { channel, seq } of entries) seqs[channel] = Math.max(seqs[channel] ?? 0, seq);
    return { resumed, entries, seen: { epoch: heads.epoch, seqs } };
  }

  /** Nothing beyond the heads, which were read at one moment: so a message and its translation are both in or out. */
  async #history(viewer: MissingOf, wanted: readonly Channel[], heads: Positions): Promise<LogEntry[]> {
    const { sessionId, lang, snapshotAt } = viewer;
    const latest = async (channel: Channel, count: number) => {
      if (!wanted.includes(channel)) return [];
      const entries = await this.log.latest(sessionId, channel, count);
      return entries.filter(({ epoch, seq }) => epoch === heads.epoch && seq <= (heads.seqs[channel] ?? 0));
    };
    const snapshotSeq = snapshotAt.epoch === heads.epoch ? (snapshotAt.seqs[channels.control] ?? 0) : 0;
    const [control, messages, translations, captions] = await Promise.all([
      wanted.includes(channels.control) ? this.#after(sessionId, channels.control, heads.epoch, snapshotSeq) : [],
      latest(channels.chat, entriesToLookAt.messages),
      latest(channels.chatIn(lang), entriesToLookAt.translations),
      latest(channels.captionsIn(lang), entriesToLookAt.captions),
    ]);
    return [...(control ?? []), ...messages, ...translationsOf(messages, translations), ...recentCaptions(captions)];
  }

  async #after(sessionId: string, channel: Channel, epoch: string, seq: number): Promise<LogEntry[] | null> {
    const all: LogEntry[] = [];
    for (;;) {
      const page = await this.log.read(sessionId, channel, { epoch, seq: all.at(-1)?.seq ?? seq }, pageSize);
      if (page.kind === 'resync') return null;
      all.push(...page.entries);
      if (!page.more) return all;
    }
  }
}
