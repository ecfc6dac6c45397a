import { Injectable } from '@nestjs/common';
import { type ChatHistoryItem, channels, type Page } from '#libs/contracts';
import { SessionArchive } from '#libs/session-log';
import { Sessions } from '#libs/sessions';

type HistoryQuery = { lang?: string; cursor?: string; limit: number };

/** What was said in a session's chat, newest first, with the translation into one language beside it. */
@Injectable()
export class ReadHistory {
  constructor(
    private readonly sessions: Sessions,
    private readonly archive: SessionArchive,
  ) {}

  async read(idOrSlug: string, { lang, cursor, limit }: HistoryQuery): Promise<Page<ChatHistoryItem>> {
    const session = await this.sessions.find(idOrSlug);
    const page = await this.archive.page(session.id, channels.chat, { cursor, limit });
    const ids = page.items.flatMap(({ event }) => (event.type === 'chat.message' ? [event.message] : []));
    const translations =
      lang === undefined
        ? []
        : await this.archive.byEventId(
            session.id,
            ids.map((id) => `${id}.${lang}`),
          );
    const byMessage = new Map(
      translations.flatMap(({ event }) => (event.type === 'chat.translation' ? [[event.message, event] as const] : [])),
    );
    return {
      items: page.items.flatMap(({ seq, event }) =>
        event.type === 'chat.message' && event.removed === undefined
          ? [{ seq, message: event, translation: byMessage.get(event.message) ?? null }]
          : [],
      ),
      nextCursor: page.nextCursor,
    };
  }
}
