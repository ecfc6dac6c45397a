import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HttpRecogniser } from '../../testing/http-recogniser.js';
import { describeSpeechConformance } from '../../testing/speech-conformance.js';
import { tone } from '../../testing/sounds.js';
import { OpenAiSpeech } from './openai.provider.js';

/** As `verbose_json` answers: https://platform.openai.com/docs/api-reference/audio/verbose-json-object */
const answer = (text: string, lastsMs: number) => ({
  task: 'transcribe',
  language: 'english',
  duration: lastsMs / 1000,
  text,
  segments: [
    { id: 0, start: 0, end: lastsMs / 1000, text: ` ${text}`, avg_logprob: -0.3, no_speech_prob: 0.01 },
    { id: 1, start: 0, end: 0.5, text: ' Thank you for watching.', avg_logprob: -1.4, no_speech_prob: 0.92 },
  ],
});

describeSpeechConformance('An OpenAI-compatible recogniser', async () => {
  const recogniser = await HttpRecogniser.start({ answer });
  return Object.assign(recogniser, { provider: new OpenAiSpeech(`${recogniser.url}/v1`, 'key-of-ours') });
});

describe('an OpenAI-compatible recogniser', () => {
  let recogniser: HttpRecogniser;
  beforeAll(async () => {
    recogniser = await HttpRecogniser.start({ answer: (text) => ({ text }) });
  });
  afterAll(() => recogniser.close());
  const limits = () => ({ deadline: Date.now() + 5000, signal: new AbortController().signal });

  it('is asked as the API says', async () => {
    const pcm = tone(500);
    const provider = new OpenAiSpeech(`${recogniser.url}/v1`, 'key-of-ours');
    expect(await provider.listen({ pcm, lang: 'zh-Hant-TW' }, limits())).toEqual([
      { text: '500 milliseconds.', t0: 0, t1: 500 },
    ]);
    const asked = recogniser.asked.at(-1);
    expect(asked).toMatchObject({
      path: '/v1/audio/transcriptions',
      headers: { authorization: 'Bearer key-of-ours' },
      form: { model: 'whisper-1', language: 'zh', response_format: 'verbose_json' },
    });
    expect(asked?.wav.subarray(0, 4).toString()).toBe('RIFF');
    expect(asked?.wav.readUInt32LE(24)).toBe(16_000);
    expect(asked?.wav.subarray(44).equals(pcm)).toBe(true);
  });

  it('is asked for plain text when its model knows no more, and without a key when there is none', async () => {
    const provider = new OpenAiSpeech(recogniser.url, undefined, 'gpt-4o-mini-transcribe');
    await provider.listen({ pcm: tone(200), lang: 'en' }, limits());
    expect(recogniser.asked.at(-1)).toMatchObject({
      path: '/audio/transcriptions',
      form: { model: 'gpt-4o-mini-transcribe', response_format: 'json' },
    });
    expect(recogniser.asked.at(-1)?.headers.authorization).toBeUndefined();
  });
});
