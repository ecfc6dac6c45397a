import { Inject, Injectable } from '@nestjs/common';
import { type Caption, type Channel, channels, type Settings } from '#libs/contracts';
import { SETTINGS } from '#libs/platform';
import { SessionArchive, SessionLog } from '#libs/session-log';
import {
  captionEvent,
  captionEventId,
  type CaptionText,
  CaptionTextsStore,
  LanguagePolicy,
  RequestTranslation,
} from '#libs/translation';
import { sourceCaption } from './caption-segment.js';
import { CaptionsStore, type DueFinal } from './captions.store.js';

/** As many as are looked after at once; the rest is due a second later. */
const most = 100;
/** A job that waits in a long queue is not lost: it is asked for again no more often than this, in milliseconds. */
const patienceMs = 30_000;

/**
 * Looks after finals whose deadline is over: whatever died since they were stored, a worker, the queue or the log, they
 * reach every language that they were promised in. What a person changed is on its way by the outbox.
 */
@Injectable()
export class SettleCaptions {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly store: CaptionsStore,
    private readonly texts: CaptionTextsStore,
    private readonly archive: SessionArchive,
    private readonly log: SessionLog,
    private readonly policy: LanguagePolicy,
    private readonly translation: RequestTranslation,
  ) {}

  /** Any number of workers may do it. @returns how many finals it looked at */
  async settle(): Promise<number> {
    const due = await this.store.claimDue(most);
    if (due.length === 0) return 0;
    const places = due.flatMap(({ segment, targets }) => targets.map((lang) => ({ segment: segment.id, lang })));
    const texts = await this.texts.find(places);
    const settled: DueFinal[] = [];
    for (const final of due) {
      const ofSegment = texts.filter(({ segment }) => segment === final.segment.id);
      const asked = await this.#askAgain(final, ofSegment);
      const told = await this.#tellAgain(final, ofSegment);
      if (!asked && !told) settled.push(final);
    }
    if (settled.length > 0) await this.store.settle(settled);
    return due.length;
  }

  /** Whether a language is still without a text of the segment as it is now, be it that it was only told of a gap. */
  async #askAgain(
    { segment, targets, receivedAt, deadlineAt }: DueFinal,
    texts: readonly CaptionText[],
  ): Promise<boolean> {
    if (segment.state === 'retracted') return false;
    const isAnswer = ({ locked, state, sourceRev }: CaptionText) =>
      locked || (sourceRev >= segment.rev && state !== 'skipped');
    const have = new Set(texts.filter(isAnswer).map(({ lang }) => lang));
    const missing = targets.filter((lang) => !have.has(lang));
    if (missing.length === 0) return false;
    const again = String(Math.floor(Date.now() / patienceMs));
    // a correction was received long after the segment was spoken
    const times = { receivedAt: Math.max(receivedAt, deadlineAt - this.settings.TRANSLATION_DEADLINE_MS), deadlineAt };
    const { sessionId } = segment;
    const unwatched = await this.policy.unwatched(sessionId, missing);
    const caption = sourceCaption(segment);
    this.translation.ofFinal(sessionId, { caption, targets: missing, unwatched, ...times, again });
    return true;
  }

  /** Whether something that is decided was not in the log. */
  async #tellAgain({ segment }: DueFinal, texts: readonly CaptionText[]): Promise<boolean> {
    const byMachines = texts.filter(({ locked, state }) => !locked && state !== 'retracted').map(captionEvent);
    const events = segment.state === 'final' ? [sourceCaption(segment), ...byMachines] : byMachines;
    const known = await this.archive.byEventId(segment.sessionId, events.map(captionEventId));
    const ids = new Set(known.map(({ id }) => id));
    const missing = events.filter((event) => !ids.has(captionEventId(event)));
    for (const event of missing) await this.#tell(segment.sessionId, event);
    return missing.length > 0;
  }

  async #tell(sessionId: string, event: Caption): Promise<void> {
    const channel: Channel = channels.captionsIn(event.lang);
    await this.log.append(sessionId, channel, event, captionEventId(event));
  }
}
