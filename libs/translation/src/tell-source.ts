import { Injectable, Logger } from '@nestjs/common';
import { type Caption, channels } from '#libs/contracts';
import { errorFields } from '#libs/platform';
import { SessionLog } from '#libs/session-log';
import { captionEvent, captionEventId } from './caption-event.js';
import { CaptionTextsStore } from './caption-texts.store.js';
import { SOURCE_ENGINE } from './chain/provider-chain.js';

/** Readers of languages that are not translated, because the budget does not reach them, get what was said, flagged. */
@Injectable()
export class TellSource {
  readonly #logger = new Logger(TellSource.name);

  constructor(
    private readonly texts: CaptionTextsStore,
    private readonly log: SessionLog,
  ) {}

  /** Nobody waits for it: the source itself is out. */
  inLanguages(sessionId: string, caption: Caption, languages: readonly string[]): void {
    if (languages.length === 0) return;
    this.#tell(sessionId, caption, languages).catch((error: unknown) =>
      this.#logger.warn({ err: errorFields(error as Error) }, 'source not told in other languages'),
    );
  }

  async #tell(sessionId: string, caption: Caption, languages: readonly string[]): Promise<void> {
    const { segment, sourceRev, text } = caption;
    const instead = { segment, sourceRev, text, engine: SOURCE_ENGINE, machine: false, glossary: 0, lagMs: 0 } as const;
    const recorded = await this.texts.record(
      languages.map((lang) => ({ ...instead, lang, state: 'final', flags: ['source-fallback'] })),
    );
    await Promise.all(
      recorded.map((one) => {
        const event = captionEvent(one);
        return this.log.append(sessionId, channels.captionsIn(one.lang), event, captionEventId(event));
      }),
    );
  }
}
