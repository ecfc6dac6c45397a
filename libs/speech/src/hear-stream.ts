import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { ReadAccount } from '#libs/accounts';
import { type Actor, DomainError, type Settings } from '#libs/contracts';
import { errorFields, SETTINGS } from '#libs/platform';
import { Sessions } from '#libs/sessions';
import { ChunkSound } from './chunk-sound.js';
import { type Heard, hearAudio } from './hear-audio.js';
import { SaySpeech } from './say-speech.js';
import { switchBefore } from './speech-clock.js';
import { SpeechStore, type Turn } from './speech.store.js';
import { durationMs } from './audio/pcm.js';
import type { Memory, SpeechChunk, SpeechStream } from './speech-stream.js';

/** Why a stream can not go on, whoever would hear it. */
const forGood = new Set(['session.wrong-state', 'session.not-found', 'account.forbidden', 'account.not-found']);

/**
 * Hears a stream for as long as there is something to hear. Only the process that holds the lease does so, and after
 * each chunk PostgreSQL has all that another one would need: a stream has no home.
 */
@Injectable()
export class HearStream implements OnApplicationShutdown {
  readonly #logger = new Logger(HearStream.name);
  readonly #over = new AbortController();
  readonly #running = new Set<Promise<void>>();

  constructor(
    private readonly store: SpeechStore,
    private readonly sound: ChunkSound,
    private readonly saying: SaySpeech,
    private readonly sessions: Sessions,
    private readonly accounts: ReadAccount,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Begins, and does not wait. */
  begin(id: string, lease: string): void {
    const run = this.#run(id, lease).finally(() => this.#running.delete(run));
    this.#running.add(run);
  }

  async onApplicationShutdown(): Promise<void> {
    this.#over.abort(new Error('this process ends'));
    await Promise.all(this.#running);
  }

  async #run(id: string, lease: string): Promise<void> {
    try {
      while (await this.#step(id, lease));
    } catch (error) {
      if (error instanceof DomainError && forGood.has(error.code)) await this.store.close(id).catch(() => {});
      else if (!this.#over.signal.aborted)
        this.#logger.warn({ stream: id, err: errorFields(error as Error) }, 'speech stream interrupted');
      await this.store.letGo(id, lease).catch(() => {});
    }
  }

  /** @returns whether there may be more to do */
  async #step(id: string, lease: string): Promise<boolean> {
    this.#over.signal.throwIfAborted();
    const turn = await this.store.turn(id, lease);
    if (turn === null) return false;
    const { stream, chunk } = turn;
    if (chunk !== null) return this.store.keep(await this.#hear(turn, chunk), lease);
    const over = stream.ended || turn.idle;
    if (over && (stream.audio.length > 0 || stream.memory.partial !== null)) {
      const { pinnedCode } = await this.sessions.findLive(stream.sessionId);
      const flushed = await this.#end(stream, await this.#actor(stream));
      return this.store.keep({ ...flushed, memory: { ...flushed.memory, pinned: pinnedCode } }, lease);
    }
    return !(await this.store.release(id, lease, stream.arrived));
  }

  async #hear({ stream: before, waiting }: Turn, chunk: SpeechChunk): Promise<SpeechStream> {
    const [actor, session] = [await this.#actor(before), await this.sessions.findLive(before.sessionId)];
    const missing = chunk.seq > before.nextSeq;
    const heardUntil = (before.memory.t0 ?? 0) + durationMs(before.audio);
    const switched = switchBefore(before.memory, chunk, { pinned: session.pinnedCode, heardUntil, missing });
    let stream = switched === null ? before : await this.#end(before, actor);
    if (stream.memory.t0 === null || switched === 'gap')
      stream = { ...stream, memory: { ...stream.memory, t0: chunk.t0 ?? heardUntil } };
    const { pcm, recording, trouble } = await this.sound.of(chunk, stream.recording, missing);
    // that the recogniser fails stays said until it works again
    const memory: Memory = {
      ...stream.memory,
      lang: chunk.lang,
      pinned: session.pinnedCode,
      trouble: trouble ?? (stream.memory.trouble === 'engine' ? 'engine' : null),
    };
    const heard = hearAudio(memory, stream.audio, pcm, false);
    stream = await this.#finish({ ...stream, recording, nextSeq: chunk.seq + 1 }, actor, heard);
    if (!this.settings.SPEECH_PARTIALS || heard.open === null || waiting > 0) return stream;
    const speaking = { stream, actor, signal: this.#over.signal };
    return { ...stream, memory: await this.saying.partial(speaking, heard.open, stream.memory) };
  }

  /** Speech that goes on ends here. */
  #end(stream: SpeechStream, actor: Actor): Promise<SpeechStream> {
    return this.#finish(stream, actor, hearAudio(stream.memory, stream.audio, Buffer.alloc(0), true));
  }

  async #finish(stream: SpeechStream, actor: Actor, { memory, audio, finished }: Heard): Promise<SpeechStream> {
    const speaking = { stream, actor, signal: this.#over.signal };
    for (const speech of finished) memory = await this.saying.final(speaking, speech, memory);
    return { ...stream, memory, audio };
  }

  /** Who speaks, as they are now: a role that was taken away meanwhile counts. */
  async #actor({ accountId }: SpeechStream): Promise<Actor> {
    const { kind, displayName, simulated } = await this.accounts.byId(accountId);
    return { kind, accountId, displayName, simulated };
  }
}
