import * as platform from '#libs/platform';
import type { TranslateOptions } from '../translation-provider.js';
import { TranslationProviderError } from '../translation.errors.js';

export type CallLimits = Pick<TranslateOptions, 'deadline' | 'signal'>;

/** Throws what a provider owes a caller who no longer wants the answer. */
export function assertStillWanted(provider: string, { deadline, signal }: CallLimits): void {
  signal.throwIfAborted();
  if (Date.now() >= deadline) throw tooLate(provider);
}

/** As `withinLimits` of platform: past the deadline it rejects with `translation.provider-timeout`. */
export const withinLimits = <T>(
  provider: string,
  limits: CallLimits,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> => platform.withinLimits(limits, () => tooLate(provider), work);

/** The same for work that is under way, and knows these limits itself or goes on. */
export const answeredWithin = <T>(provider: string, limits: CallLimits, answer: Promise<T>): Promise<T> =>
  platform.answeredWithin(limits, () => tooLate(provider), answer);

const tooLate = (provider: string) => new TranslationProviderError('translation.provider-timeout', provider);
