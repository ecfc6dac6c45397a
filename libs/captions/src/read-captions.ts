import { Injectable } from '@nestjs/common';
import { type Caption, channels } from '#libs/contracts';
import { SessionArchive } from '#libs/session-log';
import { Sessions } from '#libs/sessions';
import { formatWebVtt } from './webvtt.js';

/** The archive of what was said. */
@Injectable()
export class ReadCaptions {
  constructor(
    private readonly sessions: Sessions,
    private readonly archive: SessionArchive,
  ) {}

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
}
