import { Injectable } from '@nestjs/common';
import {
  type Actor,
  channels,
  DomainError,
  plainText,
  SayCaption,
  type TranscriptFormat,
  type UploadedTranscript,
} from '#libs/contracts';
import { namedUuid } from '#libs/platform';
import { SessionLog } from '#libs/session-log';
import { Sessions, speakers } from '#libs/sessions';
import { captionEventId, LanguagePolicy, RequestTranslation } from '#libs/translation';
import { sourceCaption } from './caption-segment.js';
import { badTranscript, type PlacedCue } from './cue-blocks.js';
import { readSubRip } from './upload-subrip.js';
import { UploadStore, type UploadedCue } from './upload.store.js';
import { readWebVtt } from './webvtt.js';

/** A long day of speech. */
const mostCues = 5000;
/** Nobody waits for these: an engine may take its time before the source stands in. Milliseconds. */
const patienceMs = 5 * 60_000;

const Text = plainText(500);
const Time = SayCaption.shape.t1;

/** What was said elsewhere or before, from a file: for a rehearsal, or so that a session can be read again. */
@Injectable()
export class UploadTranscript {
  constructor(
    private readonly sessions: Sessions,
    private readonly store: UploadStore,
    private readonly log: SessionLog,
    private readonly policy: LanguagePolicy,
    private readonly translation: RequestTranslation,
  ) {}

  /**
   * Every cue becomes a final segment with the cue's times, in the order of the file, behind what the session has. The
   * same file again adds nothing: a segment's id is made of the session, the language and the cue's times.
   *
   * @throws DomainError `account.forbidden`, `caption.bad-transcript` or `caption.segment-closed`, naming the line
   */
  async upload(
    actor: Actor,
    idOrSlug: string,
    { format, lang, file }: { format: TranscriptFormat; lang: string; file: Buffer },
  ): Promise<UploadedTranscript> {
    const session = await this.sessions.find(idOrSlug);
    await this.sessions.requireRole(actor, session.id, speakers);
    const text = decoded(file);
    const cues = segmentsOf(session.id, lang, format === 'webvtt' ? readWebVtt(text) : readSubRip(text));
    const receivedAt = Date.now();
    const promise = { targets: (await this.policy.choose(session, lang)).targets, deadlineAt: receivedAt + patienceMs };
    const added = await this.store.add(session.id, lang, cues, promise);
    for (const segment of added) {
      const caption = sourceCaption(segment);
      await this.log.append(session.id, channels.captionsIn(lang), caption, captionEventId(caption));
      this.translation.ofFinal(session.id, { caption, ...promise, receivedAt, priority: 'archive' });
    }
    return { segments: cues.length, added: added.length };
  }
}

function decoded(file: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    throw new DomainError('caption.bad-transcript', 'The file is not UTF-8.');
  }
}

function segmentsOf(sessionId: string, lang: string, cues: readonly PlacedCue[]): UploadedCue[] {
  if (cues.length > mostCues) throw new DomainError('caption.bad-transcript', `More than ${mostCues} cues.`);
  const times = new Map<string, number>();
  return cues.map(({ t0, t1, text, line }) => {
    if (!Text.safeParse(text).success)
      throw badTranscript(line, 'has a text that is too long, or holds control characters');
    if (!Time.safeParse(t1).success) throw badTranscript(line, 'is later than 24 days');
    // two people may speak at once
    const key = `${t0}-${t1}`;
    const nth = times.get(key) ?? 0;
    times.set(key, nth + 1);
    return { id: namedUuid(`transcript/${sessionId}/${lang}/${key}/${nth}`), t0, t1, text: Text.parse(text), line };
  });
}
