import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/contracts';
import { Sessions, speakers } from '#libs/sessions';
import { HearStream } from './hear-stream.js';
import { SpeechStore } from './speech.store.js';

/** A microphone is switched off: what it heard last is a caption now, not after a pause. */
@Injectable()
export class EndSpeech {
  constructor(
    private readonly sessions: Sessions,
    private readonly store: SpeechStore,
    private readonly hearing: HearStream,
  ) {}

  /** Ending what has ended, or was never begun, changes nothing. @throws DomainError `account.forbidden` */
  async end(actor: Actor, idOrSlug: string, stream: string): Promise<void> {
    const session = await this.sessions.find(idOrSlug);
    await this.sessions.requireRole(actor, session.id, speakers);
    const known = await this.store.find(stream);
    if (known === null || known.sessionId !== session.id || known.ended) return;
    const lease = randomUUID();
    const { mine } = await this.store.end(stream, lease);
    if (mine) this.hearing.begin(stream, lease);
  }
}
