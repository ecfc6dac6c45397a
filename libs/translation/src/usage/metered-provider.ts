import type { TranslateOptions, TranslationProvider } from '../translation-provider.js';
import type { UsageMeter } from './usage-meter.js';

/** An engine whose calls are counted, also those that fail: whoever runs it is paid for what it was sent. */
export class MeteredProvider implements TranslationProvider {
  constructor(
    private readonly engine: TranslationProvider,
    private readonly meter: UsageMeter,
  ) {}

  get capability() {
    return this.engine.capability;
  }

  supports(from: string, to: string): Promise<boolean> {
    return this.engine.supports(from, to);
  }

  translate(texts: readonly string[], from: string, to: string, options: TranslateOptions) {
    const characters = texts.reduce((sum, text) => sum + [...text].length, 0);
    const place = { sessionId: options.payer, lang: to, engine: this.capability.name };
    this.meter.count(place, { calls: 1, texts: texts.length, characters });
    return this.engine.translate(texts, from, to, options);
  }
}
