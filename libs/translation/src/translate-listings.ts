import { Injectable } from '@nestjs/common';
import type { ListingToTranslate, TranslateTexts } from '#libs/contracts';
import { AskEngines } from './ask-engines.js';
import { ListingTranslations } from './listing-translations.js';

type Job = Pick<TranslateTexts, 'from' | 'to'>;

/** What listings say, in one more language. Nobody waits for it: what no engine translates stays in its language. */
@Injectable()
export class TranslateListings {
  constructor(
    private readonly engines: AskEngines,
    private readonly listings: ListingTranslations,
  ) {}

  async translate({ from, to }: Job, texts: readonly ListingToTranslate[]): Promise<void> {
    if (texts.length === 0) return;
    const answers = await Promise.all(
      texts.map(({ text, deadlineAt }) =>
        this.engines.ask({ sessionId: null, kind: 'listing', from, to, text, until: deadlineAt }),
      ),
    );
    const translated = texts.flatMap(({ listing, field, version }, at) => {
      const answer = answers[at];
      if (answer === undefined || answer.flags.includes('source-fallback')) return [];
      return [{ listing, field, version, lang: to, text: answer.text, engine: answer.engine, machine: answer.machine }];
    });
    if (translated.length > 0) await this.listings.give(translated);
  }
}
