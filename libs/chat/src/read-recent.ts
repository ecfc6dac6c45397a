import { Injectable } from '@nestjs/common';
import { type ChatHistoryItem, type ChatTranslation, channels, DomainError, type LogEntry } from '#libs/contracts';
import { SessionLog } from '#libs/session-log';
import { ReadHistory } from './read-history.js';

/** Translations of older messages stand between those of newer ones. */
const translationsEach = 4;

/**
 * The last that was said, for readers who hold no line open. The log is ahead of the archive by up to a second, and
 * whoever has just written looks for their own words; the archive tells what the log does not hold.
 */
@Injectable()
export class ReadRecent {
  constructor(
    private readonly log: SessionLog,
    private readonly history: ReadHistory,
  ) {}

  /** Newest first. */
  async read(sessionId: string, lang: string, limit: number): Promise<ChatHistoryItem[]> {
    const [logged, { items: archived }] = await Promise.all([
      this.#logged(sessionId, lang, limit),
      this.history.read(sessionId, { lang, limit }),
    ]);
    const known = new Set(logged.map(({ message }) => message.message));
    const before = archived.filter(({ message }) => !known.has(message.message));
    return [...logged, ...before]
      .toSorted((a, b) => (a.message.at < b.message.at ? 1 : a.message.at > b.message.at ? -1 : b.seq - a.seq))
      .slice(0, limit);
  }

  async #logged(sessionId: string, lang: string, limit: number): Promise<ChatHistoryItem[]> {
    const [messages, translations] = await this.#latest(sessionId, lang, limit);
    const byMessage = new Map(translations.flatMap(translationOf));
    return messages.flatMap(({ seq, event }) =>
      event.type === 'chat.message' && event.removed === undefined
        ? [{ seq, message: event, translation: byMessage.get(event.message) ?? null }]
        : [],
    );
  }

  /** Without the log the archive is all there is. */
  async #latest(sessionId: string, lang: string, limit: number): Promise<[LogEntry[], LogEntry[]]> {
    try {
      return await Promise.all([
        this.log.latest(sessionId, channels.chat, limit),
        this.log.latest(sessionId, channels.chatIn(lang), limit * translationsEach),
      ]);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return [[], []];
    }
  }
}

const translationOf = ({ event }: LogEntry): [string, ChatTranslation][] =>
  event.type === 'chat.translation' ? [[event.message, event]] : [];
