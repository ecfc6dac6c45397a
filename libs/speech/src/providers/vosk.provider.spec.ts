import { describeSpeechConformance } from '../../testing/speech-conformance.js';
import { type Conversationalist, SocketRecogniser } from '../../testing/socket-recogniser.js';
import { VoskSpeech } from './vosk.provider.js';

/** As vosk-server answers: a partial for each part of the audio, and the words at the end. */
const vosk: Conversationalist = {
  part: () => ({ partial: 'not this' }),
  isEnd: (message) => message.includes('eof'),
  end(text, lastsMs) {
    const words = text.split(' ').filter((word) => word !== '');
    const each = lastsMs / 1000 / Math.max(1, words.length);
    const result = words.slice(0, 1000).map((word, at) => ({ conf: 1, start: at * each, end: (at + 1) * each, word }));
    return [words.length === 0 ? { text: '' } : { result, text }];
  },
};

describeSpeechConformance('A Vosk server', async () => {
  const recogniser = await SocketRecogniser.start(vosk);
  return Object.assign(recogniser, { provider: new VoskSpeech(recogniser.url) });
});
