import type { Settings } from '#libs/contracts';
import { SettingsError } from '#libs/platform';
import { DeepgramSpeech } from './providers/deepgram.provider.js';
import { OpenAiSpeech } from './providers/openai.provider.js';
import { VoskSpeech } from './providers/vosk.provider.js';
import { WebhookSpeech } from './providers/webhook.provider.js';
import { WhisperCppSpeech } from './providers/whisper-cpp.provider.js';
import type { SpeechProvider } from './speech-provider.js';

type SpeechSettings = Pick<Settings, 'SPEECH_ENGINE' | 'SPEECH_URL' | 'SPEECH_API_KEY' | 'SPEECH_MODEL'>;

const sockets = new Set<Settings['SPEECH_ENGINE']>(['deepgram', 'vosk']);

/**
 * The recogniser that the settings name; null when they name none. Nothing is asked before the first speech.
 *
 * @throws SettingsError when something that it needs is missing
 */
export function createSpeechProvider(settings: SpeechSettings): SpeechProvider | null {
  const { SPEECH_ENGINE: engine, SPEECH_URL: url, SPEECH_API_KEY: key, SPEECH_MODEL: model } = settings;
  if (engine === undefined) return null;
  if (url === undefined) throw new SettingsError('SPEECH_ENGINE needs the setting SPEECH_URL (see docs/settings.md).');
  if (sockets.has(engine) !== /^wss?:/.test(url))
    throw new SettingsError(`SPEECH_URL must begin with ${sockets.has(engine) ? 'ws' : 'http'} for ${engine}.`);
  if (engine === 'openai') return new OpenAiSpeech(url, key, model);
  if (engine === 'whisper-cpp') return new WhisperCppSpeech(url);
  if (engine === 'deepgram') return new DeepgramSpeech(url, key, model);
  if (engine === 'vosk') return new VoskSpeech(url);
  if (key === undefined) throw new SettingsError('SPEECH_ENGINE=webhook needs its secret in SPEECH_API_KEY.');
  return webhook(url, key);
}

function webhook(url: string, secret: string): WebhookSpeech {
  try {
    return new WebhookSpeech(url, secret);
  } catch {
    throw new SettingsError('SPEECH_API_KEY must be whsec_ and base64 for SPEECH_ENGINE=webhook.');
  }
}
