import type { ListenOptions } from '../speech-provider.js';
import { SpeechProviderError } from '../speech.errors.js';

/**
 * Does the work while somebody waits for it: the signal that it gets aborts with the caller's reason, or with
 * `speech.provider-timeout` at the deadline, and the caller hears at once of either.
 */
export async function withinLimits<T>(
  provider: string,
  { deadline, signal }: ListenOptions,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const late = () => new SpeechProviderError('speech.provider-timeout', provider);
  if (Date.now() >= deadline) throw late();
  const over = new AbortController();
  const giveUp = () => over.abort(signal.reason);
  const timer = setTimeout(() => over.abort(late()), deadline - Date.now());
  signal.addEventListener('abort', giveUp, { once: true });
  const ended = new Promise<never>((_, reject) => {
    over.signal.addEventListener('abort', () => reject(over.signal.reason), { once: true });
  });
  try {
    return await Promise.race([work(over.signal), ended]);
  } catch (error) {
    over.signal.throwIfAborted();
    throw error instanceof SpeechProviderError
      ? error
      : new SpeechProviderError('speech.provider-unavailable', provider);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
  }
}
