import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { signedIn } from '#libs/accounts';
import { type Actor, DomainError, type Settings, type TakenChunk } from '#libs/contracts';
import { RateLimits, SETTINGS } from '#libs/platform';
import { Sessions, speakers } from '#libs/sessions';
import { regionAllows } from '#libs/translation';
import { HearStream } from './hear-stream.js';
import { RECOGNISER } from './recognise.js';
import type { SpeechProvider } from './speech-provider.js';
import type { SpeechChunk } from './speech-stream.js';
import { SpeechStore } from './speech.store.js';

/** As many as may wait to be heard; whoever sends more is ahead of the recogniser. */
const mostWaiting = 60;
/** As many microphones as a panel may have open at once. */
const mostStreams = 16;
/** Smaller chunks would bring nothing earlier. */
const limit = { points: 100, seconds: 10 };
const waitMs = 1000;

/** Takes a chunk of audio. What becomes of it, viewers read; this only says that it came. */
@Injectable()
export class TakeChunk {
  constructor(
    private readonly sessions: Sessions,
    private readonly store: SpeechStore,
    private readonly hearing: HearStream,
    private readonly limits: RateLimits,
    @Inject(RECOGNISER) private readonly recogniser: SpeechProvider | null,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /**
   * The same chunk twice is heard once. Chunks may come in any order; one that is missing for two seconds is given up.
   *
   * @throws DomainError `session.wrong-state`, `account.forbidden`, `speech.no-engine`, `speech.bad-audio`,
   *   `speech.stream-ended`, `request.limited`
   */
  async take(actor: Actor, idOrSlug: string, stream: string, chunk: SpeechChunk): Promise<TakenChunk> {
    const session = await this.sessions.findLive(idOrSlug);
    await this.sessions.requireRole(actor, session.id, speakers);
    const { accountId } = signedIn(actor);
    if (this.recogniser === null) throw new DomainError('speech.no-engine');
    if (chunk.body.length === 0 || (chunk.type === 'pcm' && chunk.body.length % 2 === 1))
      throw new DomainError('speech.bad-audio');
    const retryAfterMs = await this.limits.take('speech', stream, limit);
    if (retryAfterMs > 0) throw new DomainError('request.limited', undefined, { retryAfterMs });
    await this.#require(stream, session.id, accountId);
    const lease = randomUUID();
    const { mine, nextSeq, memory } = await this.store.add(stream, chunk, lease);
    if (mine) this.hearing.begin(stream, lease);
    return { stream, next: nextSeq, trouble: memory.trouble };
  }

  async #require(stream: string, sessionId: string, accountId: string): Promise<void> {
    const known = await this.store.find(stream);
    if (known === null && (await this.store.openIn(sessionId)) >= mostStreams)
      throw new DomainError('request.limited', 'Too many streams are open in this session.', { retryAfterMs: 60_000 });
    const opened = known ?? (await this.store.open(stream, sessionId, accountId));
    if (opened.sessionId !== sessionId || opened.accountId !== accountId) throw new DomainError('account.forbidden');
    if (!regionAllows(opened.regions, this.settings.SPEECH_REGION))
      throw new DomainError('speech.no-engine', 'The recogniser is outside the regions of this session.');
    if (opened.ended) throw new DomainError('speech.stream-ended');
    if (opened.waiting >= mostWaiting)
      throw new DomainError('request.limited', 'The recogniser is behind.', { retryAfterMs: waitMs });
  }
}
