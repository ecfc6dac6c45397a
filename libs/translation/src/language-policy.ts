import { Injectable, Inject } from '@nestjs/common';
import type { Settings } from '#libs/contracts';
import { SETTINGS } from '#libs/platform';
import { Presence } from '#libs/session-log';
import type { SessionRecord } from '#libs/sessions';

type Watched = { source: string; watched: readonly string[]; archive: readonly string[]; budget: number };

/**
 * Which languages a text of a session is translated into: those with an audience, the most watched first, up to the
 * session's budget; and those of its archive, always. Viewers of the source language cost nothing.
 */
export function languagesToTranslate({ source, watched, archive, budget }: Watched): string[] {
  const within = watched.filter((lang) => lang !== source && !archive.includes(lang)).slice(0, budget);
  return [...new Set([...archive.filter((lang) => lang !== source), ...within])];
}

@Injectable()
export class LanguagePolicy {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly presence: Presence,
  ) {}

  async targets(session: SessionRecord, source: string): Promise<string[]> {
    const watched = await this.presence.languages(session.id, this.settings.LANGUAGE_IDLE_SECONDS);
    return languagesToTranslate({ source, watched, archive: session.archiveLanguages, budget: session.maxLanguages });
  }
}
