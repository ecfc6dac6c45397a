import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { asWav, durationMs } from '../audio/pcm.js';
import type { ListenOptions, SpeechProvider, Utterance } from '../speech-provider.js';
import { askRecogniser } from './ask-recogniser.js';
import { tidy } from './transcript.js';
import { withinLimits } from './within-limits.js';

/** Times are milliseconds from the beginning of the audio; without them a piece lasts as long as the audio. */
const Piece = z.object({
  text: z.string(),
  t0: z.number().default(0),
  t1: z.number().optional(),
  speaker: z.string().max(64).optional(),
});
const Answer = z.object({ pieces: z.array(Piece).max(1000) });

/**
 * The operator's own recogniser: JSON by POST, signed as Standard Webhooks says (https://www.standardwebhooks.com).
 * The body is `{ type: 'speech.listen', lang, audio }`, where `audio` is a WAV file in base64; the answer is
 * `{ pieces: [{ text, t0?, t1?, speaker? }] }`.
 */
export class WebhookSpeech implements SpeechProvider {
  readonly name = 'webhook';
  readonly #signer: Webhook;

  /** @param secret `whsec_` and base64 */
  constructor(
    private readonly url: string,
    secret: string,
  ) {
    this.#signer = new Webhook(secret);
  }

  listen({ pcm, lang }: Utterance, options: ListenOptions) {
    return withinLimits(this.name, options, async (signal) => {
      const [id, at] = [`msg_${randomUUID()}`, new Date()];
      const body = JSON.stringify({ type: 'speech.listen', lang, audio: asWav(pcm).toString('base64') });
      const { pieces } = await askRecogniser({
        provider: this.name,
        url: new URL(this.url),
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': this.#signer.sign(id, at, body),
        },
        body,
        answer: Answer,
        signal,
      });
      const lastsMs = durationMs(pcm);
      return tidy(
        pieces.map(({ speaker, t1 = lastsMs, ...piece }) => ({
          ...piece,
          t1,
          ...(speaker !== undefined && { speaker }),
        })),
        lastsMs,
      );
    });
  }
}
