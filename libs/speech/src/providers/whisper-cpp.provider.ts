import { durationMs } from '../audio/pcm.js';
import type { ListenOptions, SpeechProvider, Utterance } from '../speech-provider.js';
import { askRecogniser, below } from './ask-recogniser.js';
import { piecesOf, Transcript, wavForm } from './transcript.js';
import { withinLimits } from './within-limits.js';

/** The server of whisper.cpp: https://github.com/ggml-org/whisper.cpp/tree/master/examples/server */
export class WhisperCppSpeech implements SpeechProvider {
  readonly name = 'whisper-cpp';

  constructor(private readonly baseUrl: string) {}

  listen({ pcm, lang }: Utterance, options: ListenOptions) {
    return withinLimits(this.name, options, async (signal) => {
      const body = wavForm({ pcm, lang });
      body.set('response_format', 'verbose_json');
      body.set('temperature', '0');
      const url = below(this.baseUrl, 'inference');
      const transcript = await askRecogniser({ provider: this.name, url, body, answer: Transcript, signal });
      return piecesOf(transcript, durationMs(pcm));
    });
  }
}
