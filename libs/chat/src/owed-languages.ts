import { Injectable } from '@nestjs/common';
import { type ChatMessage, channels } from '#libs/contracts';
import { SessionArchive, SessionLog } from '#libs/session-log';
import type { SessionRecord } from '#libs/sessions';

/** So far back the log is searched for what the archive, a second behind, may not hold yet. */
const entriesToLookAt = 200;

/**
 * The languages that a message must reach whoever else reads it: a question, that of the host, which is the one spoken
 * in the session; an answer by the staff, that of whoever asked.
 */
@Injectable()
export class OwedLanguages {
  constructor(
    private readonly log: SessionLog,
    private readonly archive: SessionArchive,
  ) {}

  async of(session: SessionRecord, { author, replyTo, toHost }: ChatMessage): Promise<string[]> {
    if (toHost) return [session.sourceLang];
    if (author.role === null || replyTo === null) return [];
    const asked = await this.#message(session.id, replyTo);
    return asked === undefined ? [] : [asked.lang];
  }

  async #message(sessionId: string, id: string): Promise<ChatMessage | undefined> {
    const archived = await this.archive.message(sessionId, id);
    if (archived !== undefined) return archived;
    const latest = await this.log.latest(sessionId, channels.chat, entriesToLookAt);
    return latest.flatMap(({ event }) => (event.type === 'chat.message' && event.message === id ? [event] : []))[0];
  }
}
