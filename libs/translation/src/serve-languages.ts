import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { channels, type Settings } from '#libs/contracts';
import type { OutboxEvent } from '#libs/database';
import { SETTINGS } from '#libs/platform';
import { Outbox } from '#libs/session-log';
import { healthOf, isNews, type LanguageHealth, notServed } from './language-health.js';
import { LanguagePolicy } from './language-policy.js';
import { RequestTranslation } from './request-translation.js';
import { type LiveSession, type ServedLanguage, ServedLanguagesStore } from './served-languages.store.js';

/** How many finals somebody who opens a language finds there. */
const backFilled = 20;
/** Half the deadline is when readers notice. */
const softShare = 0.5;

/**
 * Keeps up with who reads what: tells the room how each language is served, and why one is not, and gives those who
 * open a language the last sentences in it. Any number of workers may do it.
 */
@Injectable()
export class ServeLanguages {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly policy: LanguagePolicy,
    private readonly store: ServedLanguagesStore,
    private readonly translation: RequestTranslation,
    private readonly outbox: Outbox,
  ) {}

  async serve(): Promise<void> {
    const sessions = await this.store.liveSessions();
    const done = await Promise.allSettled(sessions.map((session) => this.#serve(session)));
    const failed = done.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }

  async #serve(session: LiveSession): Promise<void> {
    const [{ targets, outside, audience }, known, recent] = await Promise.all([
      this.policy.choose(session, session.sourceLang),
      this.store.known(session.id),
      this.store.recent(session.id),
    ]);
    const softMs = this.settings.TRANSLATION_DEADLINE_MS * softShare;
    const nothingSaid = { promised: 0, untranslated: 0, lagMs: 0, engine: null };
    const now = new Map<string, LanguageHealth>([
      ...known.map(({ lang }) => [lang, notServed('no-audience')] as const),
      ...outside.map((lang) => [lang, notServed('budget')] as const),
      ...targets.map((lang) => [lang, healthOf(recent.get(lang) ?? nothingSaid, softMs)] as const),
    ]);
    for (const [lang, health] of now) {
      const before = known.find((language) => language.lang === lang);
      if (isNews(before, health)) await this.#change(session, lang, before, health);
    }
    const watched = Object.keys(audience).filter((lang) => now.has(lang));
    if (watched.length > 0) await this.store.sawWatched(watched.map((lang) => ({ sessionId: session.id, lang })));
  }

  async #change({ id: sessionId }: LiveSession, lang: string, before: ServedLanguage | undefined, now: LanguageHealth) {
    const { lagMs, ...health } = now;
    const told: OutboxEvent = {
      id: uuidv7(),
      sessionId,
      channel: channels.control,
      event: { type: 'language.status', lang, ...health, ...(lagMs === null ? {} : { lagMs }) },
    };
    if (!(await this.store.change({ sessionId, lang }, before, now, told))) return;
    await this.outbox.deliver([told]);
    const opened = now.state !== 'off' && (before === undefined || before.state === 'off');
    if (opened) await this.#backFill(sessionId, lang);
  }

  async #backFill(sessionId: string, lang: string): Promise<void> {
    const receivedAt = Date.now();
    const deadlineAt = receivedAt + this.settings.TRANSLATION_DEADLINE_MS;
    for (const caption of await this.store.missed(sessionId, lang, backFilled))
      this.translation.ofFinal(sessionId, { caption, targets: [lang], receivedAt, deadlineAt, priority: 'back-fill' });
  }
}
