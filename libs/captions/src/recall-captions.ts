import { Injectable } from '@nestjs/common';
import { type Caption, channels, type SpokenText } from '#libs/contracts';
import { type Position, SessionArchive } from '#libs/session-log';
import { RecalledCaptionsStore } from './recalled-captions.store.js';

/** As many as a reader gets at most, however long it was away. */
const most = 200;
/** A text may be stored so long before it is told: its turn is waited for, and what is lost is told again. Milliseconds. */
const toldWithinMs = 15_000;

/**
 * What was said lately in one language, for readers whom the log can not tell, because it has lost or no longer holds
 * it. A text is stored before it is told: so nothing is missing that anybody was told, and something may be told twice.
 */
@Injectable()
export class RecallCaptions {
  constructor(
    private readonly archive: SessionArchive,
    private readonly store: RecalledCaptionsStore,
  ) {}

  /**
   * In the order they were spoken.
   *
   * @param last so many newcomers read
   * @param left where in the language's channel, under whichever numbering, the reader has left off; `undefined` for a
   *   newcomer
   */
  async of(sessionId: string, lang: string, last: number, left: Position | undefined): Promise<Caption[]> {
    const since = left && (await this.#when(sessionId, lang, left));
    const recent = await this.store.recent(sessionId, lang, { last, since, most });
    return recent.map((row) => ({ type: 'caption', ...row, stable: [...row.text].length }));
  }

  /** The words of whoever spoke, in any order, without what was taken back. */
  spoken(sessionId: string, segments: readonly string[]): Promise<SpokenText[]> {
    return this.store.spoken(sessionId, segments);
  }

  async #when(sessionId: string, lang: string, left: Position): Promise<Date> {
    const at = await this.archive.toldAt(sessionId, channels.captionsIn(lang), left);
    return new Date((at?.getTime() ?? toldWithinMs) - toldWithinMs);
  }
}
