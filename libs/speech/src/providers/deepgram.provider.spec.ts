import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeSpeechConformance } from '../../testing/speech-conformance.js';
import { type Conversationalist, SocketRecogniser } from '../../testing/socket-recogniser.js';
import { tone } from '../../testing/sounds.js';
import { DeepgramSpeech } from './deepgram.provider.js';

const results = (transcript: string, lastsMs: number, isFinal: boolean) => {
  const words = transcript.split(' ').filter((word) => word !== '');
  const each = lastsMs / 1000 / Math.max(1, words.length);
  return {
    type: 'Results',
    channel_index: [0, 1],
    is_final: isFinal,
    channel: {
      alternatives: [
        {
          transcript,
          confidence: 0.98,
          words: words.slice(0, 1000).map((word, at) => ({
            word: word.replace('.', ''),
            punctuated_word: word,
            start: at * each,
            end: (at + 1) * each,
            confidence: 0.98,
            speaker: at % 2,
          })),
        },
      ],
    },
  };
};
/** As live streaming answers: interim results, final ones, and the metadata as the last word. */
const deepgram: Conversationalist = {
  isEnd: (message) => message.includes('CloseStream'),
  end: (text, lastsMs) => [
    results('not this', lastsMs, false),
    results(text, lastsMs, true),
    { type: 'Metadata', request_id: 'one', duration: lastsMs / 1000 },
  ],
};

describeSpeechConformance('Deepgram', async () => {
  const recogniser = await SocketRecogniser.start(deepgram);
  return Object.assign(recogniser, { provider: new DeepgramSpeech(recogniser.url, 'key-of-ours') });
});

describe('Deepgram', () => {
  let recogniser: SocketRecogniser;
  beforeAll(async () => {
    recogniser = await SocketRecogniser.start(deepgram);
  });
  afterAll(() => recogniser.close());

  it('is asked with our key for our kind of audio, and tells who speaks', async () => {
    const provider = new DeepgramSpeech(recogniser.url, 'key-of-ours');
    const limits = { deadline: Date.now() + 5000, signal: new AbortController().signal };
    expect(await provider.listen({ pcm: tone(1000), lang: 'pt-BR' }, limits)).toEqual([
      { text: '1000', t0: 0, t1: 500, speaker: '0' },
      { text: 'milliseconds.', t0: 500, t1: 1000, speaker: '1' },
    ]);
    const { url, headers } = recogniser.asked.at(-1) ?? { url: '', headers: {} };
    expect(headers.authorization).toBe('Token key-of-ours');
    expect(new URL(url, recogniser.url).pathname).toBe('/v1/listen');
    expect(Object.fromEntries(new URL(url, recogniser.url).searchParams)).toMatchObject({
      encoding: 'linear16',
      sample_rate: '16000',
      language: 'pt-BR',
      model: 'nova-3',
    });
  });
});
