import { Injectable } from '@nestjs/common';
import { type Caption, channels, DomainError, type SpokenText } from '#libs/contracts';
import { SessionArchive } from '#libs/session-log';
import { Sessions } from '#libs/sessions';
import { RecalledCaptionsStore } from './recalled-captions.store.js';
import { formatWebVtt } from './webvtt.js';

/** The archive of what was said. */
@Injectable()
export class ReadCaptions {
  constructor(
    private readonly sessions: Sessions,
    private readonly archive: SessionArchive,
    private readonly store: RecalledCaptionsStore,
  ) {}

  /**
   * A segment in the words of whoever spoke.
   *
   * @throws DomainError `session.not-found`, `caption.segment-not-found`
   */
  async original(idOrSlug: string, segment: string): Promise<SpokenText> {
    const session = await this.sessions.find(idOrSlug);
    const [spoken] = await this.store.spoken(session.id, [segment]);
    if (spoken === undefined) throw new DomainError('caption.segment-not-found');
    return spoken;
  }

  /** A WebVTT file of one language: the last revision of every segment that was finished, in order. */
  async webVtt(idOrSlug: string, lang: string): Promise<string> {
    const session = await this.sessions.find(idOrSlug);
    const latest = new Map<string, Caption>();
    for await (const { event } of this.archive.channel(session.id, channels.captionsIn(lang))) {
      if (event.type !== 'caption') continue;
      const known = latest.get(event.segment);
      if (known === undefined || event.rev > known.rev) latest.set(event.segment, event);
    }
    const cues = [...latest.values()]
      .filter(({ state }) => state === 'final' || state === 'corrected')
      .toSorted((a, b) => a.n - b.n)
      .map(({ segment, t0, t1, text }) => ({ id: segment, t0, t1, text }));
    return formatWebVtt(cues, lang);
  }

  /**
   * Every revision of every caption, a line of JSON each, one language after the other: the same revision once, and no
   * word of what was taken back.
   *
   * @throws DomainError `session.not-found`, before the first line
   */
  async jsonLines(idOrSlug: string): Promise<AsyncGenerator<string>> {
    const session = await this.sessions.find(idOrSlug);
    return this.#lines(session.id);
  }

  async *#lines(sessionId: string): AsyncGenerator<string> {
    let told = new Set<string>();
    let channel: string | undefined;
    for await (const entry of this.archive.captions(sessionId)) {
      if (entry.event.type !== 'caption') continue;
      if (entry.channel !== channel) told = new Set();
      channel = entry.channel;
      const revision = `${entry.event.segment} ${entry.event.rev}`;
      if (told.has(revision)) continue;
      told.add(revision);
      yield `${JSON.stringify({ ...entry.event, at: entry.at })}\n`;
    }
  }
}
