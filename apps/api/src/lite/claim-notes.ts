import { Injectable } from '@nestjs/common';
import type { ClaimOutcome } from '#libs/contracts';
import { LineUp } from '#libs/listings';
import { claimText, firstReadable, itemName, titleOf, toneOf } from '#libs/pages';
import { Sessions } from '#libs/sessions';
import type { Note } from './lite-cookies.js';
import { Words } from './words.js';

/** What became of a claim, in a sentence for whoever made it. */
@Injectable()
export class ClaimNotes {
  constructor(
    private readonly sessions: Sessions,
    private readonly lineUp: LineUp,
  ) {}

  async of(idOrSlug: string, outcome: ClaimOutcome, wanted: readonly string[]): Promise<Note> {
    const { id, languages, sourceLang } = await this.sessions.find(idOrSlug);
    const lang = firstReadable(wanted, languages, sourceLang);
    const [items, words] = await Promise.all([this.lineUp.of(id), Words.for(lang, wanted)]);
    const text = claimText(outcome, {
      t: (key, values) => words.t(key, values),
      item: (held) => itemName(items, held, lang),
      title: (code) => titleOf(items, code, lang),
    });
    const choices = outcome.outcome === 'ASKED' ? ` ${outcome.choices.join(' · ')}` : '';
    return { tone: toneOf(outcome), text: (text + choices).trim() };
  }
}
