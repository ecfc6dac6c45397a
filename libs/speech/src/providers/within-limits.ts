import * as platform from '#libs/platform';
import type { ListenOptions } from '../speech-provider.js';
import { SpeechProviderError } from '../speech.errors.js';

/**
 * Does the work while somebody waits for it, as `withinLimits` of platform: late is `speech.provider-timeout`, and what
 * the work throws by itself is `speech.provider-unavailable`.
 */
export async function withinLimits<T>(
  provider: string,
  { deadline, signal }: ListenOptions,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = () => new SpeechProviderError('speech.provider-timeout', provider);
  try {
    return await platform.withinLimits({ deadline, signal }, late, work);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof SpeechProviderError) throw error;
    throw new SpeechProviderError('speech.provider-unavailable', provider);
  }
}
