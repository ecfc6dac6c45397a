import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { type Asked, HttpRecogniser } from '../../testing/http-recogniser.js';
import { describeSpeechConformance } from '../../testing/speech-conformance.js';
import { tone } from '../../testing/sounds.js';
import { WebhookSpeech } from './webhook.provider.js';

const secretKey = `whsec_${Buffer.from('a key of twenty-four by.').toString('base64')}`;
const audioOf = ({ text }: Asked) => Buffer.from((JSON.parse(text) as { audio: string }).audio, 'base64');
const answer = (text: string) => ({ pieces: text === '' ? [] : [{ text, speaker: 'aline' }] });

describeSpeechConformance('A recogniser behind a webhook', async () => {
  const recogniser = await HttpRecogniser.start({ audioOf, answer });
  return Object.assign(recogniser, { provider: new WebhookSpeech(`${recogniser.url}/listen`, secretKey) });
});

describe('a recogniser behind a webhook', () => {
  let recogniser: HttpRecogniser;
  beforeAll(async () => {
    recogniser = await HttpRecogniser.start({ audioOf, answer });
  });
  afterAll(() => recogniser.close());

  it('can check that it is us who ask, and says who speaks', async () => {
    const provider = new WebhookSpeech(`${recogniser.url}/listen?team=tea`, secretKey);
    const limits = { deadline: Date.now() + 5000, signal: new AbortController().signal };
    expect(await provider.listen({ pcm: tone(300), lang: 'rw' }, limits)).toEqual([
      { text: '300 milliseconds.', t0: 0, t1: 300, speaker: 'aline' },
    ]);
    const { path, text, headers } = recogniser.asked.at(-1) as Asked;
    expect(path).toBe('/listen?team=tea');
    const signed = headers as Record<string, string>;
    expect(new Webhook(secretKey).verify(text, signed)).toMatchObject({ type: 'speech.listen', lang: 'rw' });
    expect(() => new Webhook(secretKey).verify(text.replace('rw', 'fr'), signed)).toThrow('No matching signature');
  });
});
