import { z } from 'zod';
import { durationMs, frameBytes, samplesPerSecond } from '../audio/pcm.js';
import type { HeardPiece, ListenOptions, SpeechProvider, Utterance } from '../speech-provider.js';
import { checked } from './ask-recogniser.js';
import { converse } from './converse.js';
import { tidy } from './transcript.js';
import { withinLimits } from './within-limits.js';

const Word = z.object({ word: z.string(), start: z.number(), end: z.number() });
/** `partial` while it listens, `text` when a stretch is over; it answers every message that it gets. */
const Message = z.object({ text: z.string().optional(), result: z.array(Word).max(1000).optional() });

/** It works on what has come so far; smaller parts would only mean more answers. 200 ms. */
const partBytes = 10 * frameBytes;

/** A Vosk server over its socket: https://alphacephei.com/vosk/server. It speaks the one language of its model. */
export class VoskSpeech implements SpeechProvider {
  readonly name = 'vosk';

  /** @param url `ws://127.0.0.1:2700` */
  constructor(private readonly url: string) {}

  listen({ pcm }: Utterance, options: ListenOptions) {
    return withinLimits(this.name, options, async (signal) => {
      const lastsMs = durationMs(pcm);
      const parts = partsOf(pcm);
      const pieces: HeardPiece[] = [];
      let answers = 0;
      await converse({
        provider: this.name,
        url: new URL(this.url),
        says: [JSON.stringify({ config: { sample_rate: samplesPerSecond, words: true } }), ...parts, '{"eof" : 1}'],
        hears: (message) => {
          const { text, result } = checked(this.name, message, Message);
          answers += 1;
          if (result !== undefined)
            pieces.push(...result.map(({ word, start, end }) => ({ text: word, t0: start * 1000, t1: end * 1000 })));
          else if (text) pieces.push({ text, t0: pieces.at(-1)?.t1 ?? 0, t1: lastsMs });
          // the configuration is not answered; each part is, and the end
          return answers > parts.length;
        },
        signal,
      });
      return tidy(pieces, lastsMs);
    });
  }
}

const partsOf = (pcm: Buffer): Buffer[] =>
  Array.from({ length: Math.ceil(pcm.length / partBytes) }, (_, at) =>
    pcm.subarray(at * partBytes, (at + 1) * partBytes),
  );
