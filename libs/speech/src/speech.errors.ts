/** What can go wrong between us and a recogniser, and whether asking again may help. */
export const recogniserErrorTable = {
  'speech.provider-unavailable': { retryable: true, title: 'The speech recogniser can not be reached' },
  'speech.provider-timeout': { retryable: true, title: 'The speech recogniser did not answer in time' },
  'speech.provider-refused': { retryable: false, title: 'The speech recogniser refuses the request' },
  'speech.provider-bad-answer': { retryable: false, title: 'The speech recogniser answered nonsense' },
} as const;
export type RecogniserErrorCode = keyof typeof recogniserErrorTable;

/** Never carries audio, nor what was heard: it may be logged as it is. */
export class SpeechProviderError extends Error {
  override readonly name = 'SpeechProviderError';

  constructor(
    readonly code: RecogniserErrorCode,
    readonly provider: string,
    /** HTTP status or close code of the answer, where there was one. */
    readonly status?: number,
  ) {
    super(recogniserErrorTable[code].title);
  }

  get retryable(): boolean {
    return recogniserErrorTable[this.code].retryable;
  }
}

/** Audio that came and can not be made sound of. */
export class SpeechAudioError extends Error {
  override readonly name = 'SpeechAudioError';

  constructor(readonly code: 'speech.no-decoder' | 'speech.undecodable') {
    super(code === 'speech.no-decoder' ? 'There is no ffmpeg to decode WebM' : 'The audio can not be decoded');
  }
}
