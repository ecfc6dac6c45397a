import { randomUUID } from 'node:crypto';
import type { Cue } from '#libs/captions';
import { LineUpItem } from '#libs/contracts';
import type { SessionConnection } from '#libs/client';
import { z } from 'zod';
import type { DemoAccount } from './demo-accounts.js';
import type { Pause } from './pause.js';
import { type Address, Visitor } from './public-door.js';

type Show = { cues: Cue[]; pins: { code: string; pinAtCue: number }[]; sessionId: string; sourceLang: string };

/** After this much media time the demo counts from zero again: it must fit into 31 bits of milliseconds. */
const longestShowMs = 20 * 24 * 3_600_000;

/** Speaks the transcript as a host with speech recognition would: a partial half way through a sentence, then the final. */
export class DemoHost {
  readonly #visitor: Visitor;
  #line: SessionConnection | undefined;

  constructor(
    address: Address,
    private readonly show: Show,
    private readonly pause: Pause,
  ) {
    this.#visitor = new Visitor(address);
  }

  async arrive({ email, password }: DemoAccount): Promise<void> {
    await this.#visitor.http.signIn({ email, password });
    this.#line = this.#visitor.join(this.show.sessionId, this.show.sourceLang);
  }

  leave(): void {
    this.#visitor.leave();
  }

  /** Once through the transcript at its own pace; `onCue` hears the number of each cue when it was said, from 1. */
  async speak(mediaStart: number, onCue: (n: number) => void): Promise<void> {
    const base = mediaStart % longestShowMs;
    const startedAt = Date.now();
    for (const [index, cue] of this.show.cues.entries()) {
      const segment = randomUUID();
      const at = (state: 'partial' | 'final', text: string, t1: number) => ({
        segment,
        lang: this.show.sourceLang,
        text,
        state,
        t0: base + cue.t0,
        t1: base + t1,
      });
      const middle = (cue.t0 + cue.t1) / 2;
      await this.pause.until(startedAt + middle);
      await this.#line?.command('caption.say', at('partial', firstHalf(cue.text), Math.round(middle)));
      await this.pause.until(startedAt + cue.t1);
      await this.#line?.command('caption.say', at('final', cue.text, cue.t1));
      await this.#pinFor(index + 1);
      onCue(index + 1);
    }
  }

  async #pinFor(cue: number): Promise<void> {
    const pin = this.show.pins.find(({ pinAtCue }) => pinAtCue === cue);
    if (pin === undefined) return;
    const path = `/sessions/${this.show.sessionId}/pin`;
    await this.#visitor.http.send({
      method: 'POST',
      path,
      body: { code: pin.code },
      answer: z.object({ pinned: LineUpItem.nullable() }),
    });
  }
}

function firstHalf(sentence: string): string {
  const words = sentence.split(' ');
  return words.slice(0, Math.ceil(words.length / 2)).join(' ');
}
