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
    const until = Math.min(...texts.map(({ deadlineAt }) => deadlineAt));
    const asked = texts.map(({ text }) => text);
    const answers = await this.engines.askAll({ sessionId: null, kind: 'listing', from, to, texts: asked, until });
    const translated = texts.flatMap(({ listing, field, version }, at) => {
      const answer = answers?.[at];
      if (answer === undefined || answer.flags.includes('source-fallback')) return [];
      return [{ listing, field, version, lang: to, text: answer.text, engine: answer.engine, machine: answer.machine }];
    });
    if (translated.length > 0) await this.listings.give(translated);
  }
}
