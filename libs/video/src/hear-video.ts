import { Inject, Injectable } from '@nestjs/common';
import { hashOfSecret } from '#libs/accounts';
import { DomainError, Id, type Settings, type VideoServerName } from '#libs/contracts';
import { sameText, SETTINGS } from '#libs/platform';
import { Outbox } from '#libs/session-log';
import { isOver } from '#libs/sessions';
import { videoChanged } from './video-event.js';
import type { VideoHook } from './video-server.js';
import { VideoServers } from './video-servers.js';
import { publicVideo, type StreamNews, withNews } from './video-stream.js';
import { type Decided, type FoundStream, VideoStore } from './video.store.js';

/** Takes what a media server says of the video of a session, and says whether it may go on. */
@Injectable()
export class HearVideo {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly servers: VideoServers,
    private readonly store: VideoStore,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Resolves to the text that lets the stream in.
   *
   * @throws DomainError `video.bad-secret`, `video.bad-hook` or `video.refused`; each of them keeps the stream out
   */
  async hear(name: VideoServerName, hook: VideoHook): Promise<string> {
    const server = this.servers.named(name);
    const news = await server.read(hook);
    if (news.kind !== 'other') await this.#take(name, news);
    return server.consent;
  }

  async #take(server: VideoServerName, news: StreamNews): Promise<void> {
    // a stream that is none of ours: refused while it is there, and nothing to us when it has ended
    const isOurs = Id.safeParse(news.session).success;
    if (!isOurs && news.kind === 'stopped') return;
    if (!isOurs) throw new DomainError('video.refused');
    const sessionId = news.session.toLowerCase();
    await this.outbox.deliver(
      await this.store.change(sessionId, (found) => this.#decide(sessionId, found, server, news)),
    );
  }

  #decide(sessionId: string, found: FoundStream | undefined, server: VideoServerName, news: StreamNews): Decided {
    if (found === undefined || !mayGoOn(found, news)) throw new DomainError('video.refused');
    const stream = withNews(found.stream, server, news, found.now);
    const [before, after] = [found.stream, stream].map((each) => publicVideo(each, sessionId, this.settings));
    const changed = before?.since !== after?.since;
    return { stream, events: changed ? [videoChanged(sessionId, after ?? null)] : [] };
  }
}

/** Anything may end. What begins or goes on needs the key, where its server has not asked for another, and a session. */
function mayGoOn({ keyHash, session }: FoundStream, news: StreamNews): boolean {
  if (news.kind === 'stopped') return true;
  if (isOver(session)) return false;
  return news.key === null || (keyHash !== null && sameText(hashOfSecret(news.key), keyHash));
}
