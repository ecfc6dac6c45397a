/** What can go wrong between us and a translation provider, and whether asking again may help. */
export const providerErrorTable = {
  'translation.provider-unavailable': { retryable: true, title: 'The translation provider can not be reached' },
  'translation.provider-timeout': { retryable: true, title: 'The translation provider did not answer in time' },
  'translation.provider-refused': { retryable: false, title: 'The translation provider refuses the request' },
  'translation.provider-bad-answer': { retryable: false, title: 'The translation provider answered nonsense' },
  'translation.pair-unsupported': { retryable: false, title: 'The translation provider does not know this pair' },
} as const;
export type ProviderErrorCode = keyof typeof providerErrorTable;

/** Never carries a text that was to be translated, nor the body of an answer: it may be logged as it is. */
export class TranslationProviderError extends Error {
  override readonly name = 'TranslationProviderError';

  constructor(
    readonly code: ProviderErrorCode,
    readonly provider: string,
    /** HTTP status of the answer, where there was one. */
    readonly status?: number,
  ) {
    super(providerErrorTable[code].title);
  }

  get retryable(): boolean {
    return providerErrorTable[this.code].retryable;
  }
}

/** A translation memory file that can not be used. `line` counts from 1. */
export class TranslationMemoryFileError extends Error {
  override readonly name = 'TranslationMemoryFileError';
  readonly code = 'translation.bad-memory-file';
  readonly retryable = false;

  constructor(
    readonly file: string,
    readonly reason: string,
    readonly line?: number,
  ) {
    super(`Translation memory ${file}${line === undefined ? '' : `, line ${line}`}: ${reason}`);
  }
}
