import { z } from 'zod';
import { durationMs, samplesPerSecond } from '../audio/pcm.js';
import type { HeardPiece, ListenOptions, SpeechProvider, Utterance } from '../speech-provider.js';
import { below, checked } from './ask-recogniser.js';
import { converse } from './converse.js';
import { tidy } from './transcript.js';
import { withinLimits } from './within-limits.js';

const Word = z.object({
  word: z.string(),
  punctuated_word: z.string().optional(),
  start: z.number(),
  end: z.number(),
  speaker: z.int().optional(),
});
const Alternative = z.object({ transcript: z.string(), words: z.array(Word).max(1000).default([]) });
const Message = z.looseObject({
  type: z.string(),
  is_final: z.boolean().optional(),
  channel: z.object({ alternatives: z.array(Alternative).min(1) }).optional(),
});

/** Live streaming as Deepgram has it: https://developers.deepgram.com/reference/speech-to-text/listen-streaming */
export class DeepgramSpeech implements SpeechProvider {
  readonly name = 'deepgram';

  /** @param baseUrl `wss://api.deepgram.com` */
  constructor(
    private readonly baseUrl: string,
    private readonly apiKey?: string,
    private readonly model = 'nova-3',
  ) {}

  listen({ pcm, lang }: Utterance, options: ListenOptions) {
    return withinLimits(this.name, options, async (signal) => {
      const pieces: HeardPiece[] = [];
      await converse({
        provider: this.name,
        url: this.#address(lang),
        ...(this.apiKey !== undefined && { headers: { authorization: `Token ${this.apiKey}` } }),
        says: [pcm, JSON.stringify({ type: 'CloseStream' })],
        hears: (text) => {
          const { type, is_final: isFinal, channel } = checked(this.name, text, Message);
          if (type === 'Results' && isFinal) pieces.push(...(channel?.alternatives.slice(0, 1).flatMap(wordsOf) ?? []));
          // the last word of a stream that was closed
          return type === 'Metadata';
        },
        signal,
      });
      return tidy(pieces, durationMs(pcm));
    });
  }

  #address(lang: string): URL {
    const url = below(this.baseUrl, 'v1/listen');
    url.search = new URLSearchParams({
      encoding: 'linear16',
      sample_rate: String(samplesPerSecond),
      channels: '1',
      language: lang,
      model: this.model,
      punctuate: 'true',
      diarize: 'true',
    }).toString();
    return url;
  }
}

const wordsOf = ({ words }: z.infer<typeof Alternative>): HeardPiece[] =>
  words.map(({ word, punctuated_word: punctuated, start, end, speaker }) => ({
    text: punctuated ?? word,
    t0: start * 1000,
    t1: end * 1000,
    ...(speaker !== undefined && { speaker: String(speaker) }),
  }));
