import { durationMs } from '../audio/pcm.js';
import type { ListenOptions, SpeechProvider, Utterance } from '../speech-provider.js';
import { askRecogniser, below } from './ask-recogniser.js';
import { piecesOf, Transcript, wavForm } from './transcript.js';
import { withinLimits } from './within-limits.js';

/**
 * `POST /audio/transcriptions` as OpenAI has it, and after it faster-whisper servers, LocalAI, vLLM and others:
 * https://platform.openai.com/docs/api-reference/audio/createTranscription
 */
export class OpenAiSpeech implements SpeechProvider {
  readonly name = 'openai';

  /** @param baseUrl with its version: `https://api.openai.com/v1` */
  constructor(
    private readonly baseUrl: string,
    private readonly apiKey?: string,
    private readonly model = 'whisper-1',
  ) {}

  listen({ pcm, lang }: Utterance, options: ListenOptions) {
    return withinLimits(this.name, options, async (signal) => {
      const body = wavForm({ pcm, lang });
      body.set('model', this.model);
      // only the Whisper models tell where they heard nothing
      body.set('response_format', /whisper/i.test(this.model) ? 'verbose_json' : 'json');
      const transcript = await askRecogniser({
        provider: this.name,
        url: below(this.baseUrl, 'audio/transcriptions'),
        ...(this.apiKey !== undefined && { headers: { authorization: `Bearer ${this.apiKey}` } }),
        body,
        answer: Transcript,
        signal,
      });
      return piecesOf(transcript, durationMs(pcm));
    });
  }
}
