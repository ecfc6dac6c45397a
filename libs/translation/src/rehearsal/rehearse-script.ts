import { Inject, Injectable } from '@nestjs/common';
import {
  type Actor,
  DomainError,
  type Rehearsal,
  type RehearsedSentence,
  type RehearseScript as Script,
  type Settings,
} from '#libs/contracts';
import { RateLimits, SETTINGS } from '#libs/platform';
import { isOver, sellers, type SessionRecord, Sessions } from '#libs/sessions';
import { GlossaryStore } from '../glossary/glossary.store.js';
import { TranslateTexts, type TranslatedText } from '../translate-texts.js';
import { readScript } from './read-script.js';

/** How long a host waits for the translation of a script, milliseconds. */
const patienceMs = 15_000;
const HOUR = 3600;

/** Tells a host before the session what the house would make of what they mean to say. Nobody else sees it. */
@Injectable()
export class RehearseScript {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly sessions: Sessions,
    private readonly glossary: GlossaryStore,
    private readonly translator: TranslateTexts,
    private readonly limits: RateLimits,
  ) {}

  /**
   * Translations are paid for by the session, as those of its captions are.
   *
   * @throws DomainError `session.not-found`, `account.forbidden`, `session.wrong-state`, and `request.limited` when the
   *   session has had as many translated rehearsals as it may within an hour
   */
  async rehearse(actor: Actor, idOrSlug: string, { text, lang: spoken, to }: Script): Promise<Rehearsal> {
    const session = await this.sessions.findAs(actor, idOrSlug, sellers);
    if (isOver(session.state)) throw new DomainError('session.wrong-state', 'The session is over.');
    const lang = spoken ?? session.sourceLang;
    const { version, terms } = await this.glossary.read(session.id);
    const sentences = readScript(text, { lang, languages: session.languages, terms });
    const texts = sentences.map((sentence) => sentence.text);
    const translated = to === undefined ? [] : await this.#translate(session, texts, lang, to);
    return {
      lang,
      to: to ?? null,
      glossary: version,
      sentences: sentences.map((sentence, at) => ({ ...sentence, translation: publicText(translated[at]) })),
    };
  }

  async #translate({ id, title }: SessionRecord, texts: string[], from: string, to: string) {
    const limit = { points: this.settings.REHEARSALS_PER_HOUR, seconds: HOUR };
    const retryAfterMs = await this.limits.take('rehearsal', id, limit);
    if (retryAfterMs > 0) throw new DomainError('request.limited', 'Rehearsals of this session.', { retryAfterMs });
    const { signal } = new AbortController();
    const deadlineAt = Date.now() + patienceMs;
    const batch = { sessionId: id, kind: 'rehearsal' as const, from, to, texts, context: [title], deadlineAt, signal };
    return this.translator.translate(batch);
  }
}

function publicText(translated: TranslatedText | undefined): RehearsedSentence['translation'] {
  if (translated === undefined) return null;
  const { text, engine, machine, flags } = translated;
  return { text, engine, machine, flags: [...flags] };
}
