import { WebSocket } from 'undici';
import { SpeechProviderError } from '../speech.errors.js';

export type Conversation = {
  provider: string;
  url: URL;
  headers?: Record<string, string>;
  /** What to say as soon as the line is open, in order. */
  says: readonly (string | Buffer)[];
  /** Hears each message of the other side. True when everything was said: the line is closed then. */
  hears(message: string): boolean;
  signal: AbortSignal;
};

const longestMessage = 256 * 1024;
/** More messages than six seconds of speech can have. */
const mostMessages = 1000;

/**
 * One utterance over a socket of its own. Resolves when `hears` has heard everything or the other side has closed in
 * good order (1000).
 *
 * @throws SpeechProviderError, or what `hears` throws
 */
export function converse({ provider, url, headers, says, hears, signal }: Conversation): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, headers && { headers });
    let messages = 0;
    const fail = (code: SpeechProviderError['code'], status?: number) =>
      reject(new SpeechProviderError(code, provider, status));
    const hangUp = () => socket.close();
    signal.addEventListener('abort', hangUp, { once: true });
    socket.addEventListener('open', () => {
      for (const message of says) socket.send(message);
    });
    socket.addEventListener('message', ({ data }) => {
      try {
        if (typeof data !== 'string' || data.length > longestMessage || ++messages > mostMessages)
          throw new SpeechProviderError('speech.provider-bad-answer', provider);
        if (!hears(data)) return;
        resolve();
      } catch (error) {
        reject(error);
      }
      socket.close();
    });
    socket.addEventListener('error', () => fail('speech.provider-unavailable'));
    socket.addEventListener('close', ({ code }) => {
      signal.removeEventListener('abort', hangUp);
      if (code === 1000) resolve();
      // 1008 is how a recogniser turns away a key, 1003 and 1007 an audio it can not read (RFC 6455, 7.4.1)
      else fail([1003, 1007, 1008].includes(code) ? 'speech.provider-refused' : 'speech.provider-unavailable', code);
    });
  });
}
