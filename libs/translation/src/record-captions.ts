import { Injectable } from '@nestjs/common';
import { type CaptionText, CaptionTextsStore, type MachineText } from './caption-texts.store.js';
import { Gathering } from './gathering.js';

type Waiting = {
  made: MachineText;
  resolve: (text: CaptionText | undefined) => void;
  reject: (error: unknown) => void;
};

/** As long as a commit takes: what is made meanwhile shares the next one. */
const gatherMs = 2;

/** Records what is made at about the same time in one statement. */
@Injectable()
export class RecordCaptions {
  readonly #made = new Gathering<Waiting>(gatherMs, (waiting) => void this.#record(waiting));

  constructor(private readonly store: CaptionTextsStore) {}

  /** The text that counts now, or `undefined` when it is not for machines to say, or the source has changed since. */
  record(made: MachineText): Promise<CaptionText | undefined> {
    return new Promise((resolve, reject) => this.#made.add([{ made, resolve, reject }]));
  }

  async #record(waiting: readonly Waiting[]): Promise<void> {
    try {
      const texts = await this.store.record(waiting.map(({ made }) => made));
      const byPlace = new Map(texts.map((text) => [placeOf(text), text]));
      for (const { made, resolve } of waiting) resolve(byPlace.get(placeOf(made)));
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }
}

const placeOf = ({ segment, lang }: Pick<MachineText, 'segment' | 'lang'>) => `${segment} ${lang}`;
