import { Injectable } from '@nestjs/common';
import { channels } from '#libs/contracts';
import { SessionLog } from '#libs/session-log';
import { captionEvent, captionEventId } from './caption-event.js';
import { type CaptionText, CaptionTextsStore } from './caption-texts.store.js';
import { nextTurn } from './turn.js';

type Waiting = { text: CaptionText; resolve: () => void; reject: (error: unknown) => void };
/** The finals of one language of a session. `upTo`: the highest number that this process has published. */
type Lane = { upTo: number; waiting: Waiting[]; running: boolean; wake: () => void };

/** How often somebody who waits looks whether another worker has recorded what it waits for, in milliseconds. */
const lookEveryMs = 250;
const mostLanes = 2000;

/**
 * The way of recorded texts to viewers: in each language in the order of their numbers, whichever worker made them.
 * Two workers that publish the same text are harmless, so whoever finds texts before its own publishes them first.
 */
@Injectable()
export class PublishInTurn {
  readonly #lanes = new Map<string, Lane>();

  constructor(
    private readonly store: CaptionTextsStore,
    private readonly log: SessionLog,
  ) {}

  /** Resolves when it is in the log. @throws DomainError `server.unavailable` */
  async final(text: CaptionText): Promise<void> {
    const lane = this.#laneOf(text);
    if (text.n <= lane.upTo) return this.now(text);
    return new Promise((resolve, reject) => {
      lane.waiting.push({ text, resolve, reject });
      lane.wake();
      if (!lane.running) void this.#run(lane);
    });
  }

  /** Without regard to others: what replaces a text that is out, or was promised to nobody. */
  async now(text: CaptionText): Promise<void> {
    const event = captionEvent(text);
    await this.log.append(text.sessionId, channels.captionsIn(text.lang), event, captionEventId(event));
  }

  async #run(lane: Lane): Promise<void> {
    lane.running = true;
    try {
      while (lane.waiting.length > 0) {
        const { publish, wakeAt } = nextTurn(await this.#inTurn(lane), Date.now());
        for (const text of publish) await this.#publish(lane, text);
        if (wakeAt !== undefined) await pauseUntil(wakeAt, lane);
      }
    } catch (error) {
      for (const { reject } of lane.waiting.splice(0)) reject(error);
    } finally {
      lane.running = false;
    }
  }

  async #publish(lane: Lane, text: CaptionText): Promise<void> {
    await this.now(text);
    lane.upTo = Math.max(lane.upTo, text.n);
    const done = lane.waiting.filter((waiting) => waiting.text.n === text.n);
    lane.waiting = lane.waiting.filter((waiting) => waiting.text.n !== text.n);
    for (const { resolve } of done) resolve();
  }

  /** What waits here, and what was promised before it. */
  async #inTurn({ upTo, waiting }: Lane) {
    const own = new Map(waiting.map(({ text }) => [text.n, { n: text.n, deadlineAt: 0, text }]));
    const last = Math.max(...own.keys());
    const [first] = waiting;
    if (first === undefined || last - upTo === own.size) return [...own.values()];
    const before = await this.store.promised(first.text.sessionId, first.text.lang, upTo, last);
    return [...before.filter(({ n }) => !own.has(n)), ...own.values()];
  }

  #laneOf({ sessionId, lang }: CaptionText): Lane {
    const key = `${sessionId} ${lang}`;
    const lane = this.#lanes.get(key) ?? { upTo: 0, waiting: [], running: false, wake: () => {} };
    // the last used stands last
    this.#lanes.delete(key);
    this.#lanes.set(key, lane);
    for (const [oldest, { running }] of this.#lanes) {
      if (this.#lanes.size <= mostLanes) break;
      if (!running) this.#lanes.delete(oldest);
    }
    return lane;
  }
}

function pauseUntil(at: number, lane: Lane): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, Math.min(lookEveryMs, Math.max(1, at - Date.now())));
    lane.wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}
