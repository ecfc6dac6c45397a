import { HttpRecogniser } from '../../testing/http-recogniser.js';
import { describeSpeechConformance } from '../../testing/speech-conformance.js';
import { WhisperCppSpeech } from './whisper-cpp.provider.js';

// as examples/server answers `verbose_json`: a blank segment and a trailing line feed are its own
describeSpeechConformance('A server of whisper.cpp', async () => {
  const recogniser = await HttpRecogniser.start({
    answer: (text, lastsMs) => ({
      task: 'transcribe',
      text: ` ${text}\n`,
      segments: [
        {
          id: 0,
          text: ` ${text}`,
          start: 0,
          end: lastsMs / 1000,
          tokens: [1],
          no_speech_prob: 0.02,
          avg_logprob: -0.2,
        },
        { id: 1, text: ' ', start: 0, end: 0.1, no_speech_prob: 0.02, avg_logprob: -0.2 },
      ],
    }),
  });
  return Object.assign(recogniser, { provider: new WhisperCppSpeech(recogniser.url) });
});
