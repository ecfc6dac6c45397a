import type { ProviderErrorCode } from '../translation.errors.js';

/** What became of one call to one provider: for metrics and health. Counts only, never a text. */
export interface ProviderOutcome {
  provider: string;
  from: string;
  to: string;
  /**
   * `resting`: passed by, because it failed too often just before. `outrun`: given up, because another one was sooner.
   * `recovered` and `still-ill`: what a probe found, which carries no reader's text.
   */
  outcome: 'answered' | 'unsupported' | 'resting' | 'failed' | 'outrun' | 'recovered' | 'still-ill';
  asked: number;
  /** Of those asked, how many it translated. */
  answered: number;
  durationMs: number;
  /** Why it failed. */
  code?: ProviderErrorCode;
}
