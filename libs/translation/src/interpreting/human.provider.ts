import { Injectable } from '@nestjs/common';
import { withinLimits } from '../providers/call-limits.js';
import {
  isBlank,
  type ProvidedText,
  type ProviderCapability,
  type TranslateOptions,
  type TranslationProvider,
} from '../translation-provider.js';
import { TranslationProviderError } from '../translation.errors.js';
import { ActiveSeats } from './active-seats.js';
import { DeskAnswers } from './desk-answers.js';
import { InterpretingStore, type Seat } from './interpreting.store.js';

const name = 'human';
// An interpreter who is so far behind does not catch up; the machines take what comes on top.
const MOST_WAITING = 8;

/**
 * An interpreter, while one is at work in the session and language: texts are laid on their desk until they answer or
 * time is over. Only texts with a session are theirs.
 */
@Injectable()
export class HumanProvider implements TranslationProvider {
  readonly capability: ProviderCapability = { name, machine: false, maxBatch: 1, person: true };

  constructor(
    private readonly seats: ActiveSeats,
    private readonly store: InterpretingStore,
    private readonly answers: DeskAnswers,
  ) {}

  async supports(_from: string, to: string): Promise<boolean> {
    return (await this.seats.serving(to).catch(unavailable)) !== undefined;
  }

  translate(texts: readonly string[], from: string, to: string, options: TranslateOptions) {
    return withinLimits(name, options, async (signal) => {
      if (!(await this.supports(from, to))) throw new TranslationProviderError('translation.pair-unsupported', name);
      const { sessionId } = options;
      const seat = sessionId === undefined ? undefined : await this.seats.serving(to, sessionId).catch(unavailable);
      if (seat === undefined) return texts.map(() => undefined);
      return Promise.all(texts.map((text) => this.ask(seat, text, from, options, signal)));
    });
  }

  private async ask(
    seat: Seat,
    text: string,
    from: string,
    { context = [], deadline: deadlineAt }: TranslateOptions,
    signal: AbortSignal,
  ): Promise<ProvidedText | undefined> {
    if (isBlank(text)) return undefined;
    // PostgreSQL takes no NUL.
    const words = text.replaceAll('\u0000', ' ');
    const laid = { ...seat, from, text: words, context, deadlineAt };
    const id = await this.store.lay(laid, MOST_WAITING).catch(unavailable);
    if (id === null) return undefined;
    try {
      const answer = await this.answers.to(id, signal);
      return answer === null ? undefined : { text: answer, flags: [] };
    } finally {
      // What can not be taken away now goes when the next text is laid.
      this.store.takeAway(id).catch(() => undefined);
    }
  }
}

function unavailable(): never {
  throw new TranslationProviderError('translation.provider-unavailable', name);
}
