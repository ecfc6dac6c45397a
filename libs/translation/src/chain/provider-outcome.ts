import type { ProviderErrorCode } from '../translation.errors.js';

/** What became of one call to one provider: for metrics and health. Counts only, never a text. */
export interface ProviderOutcome {
  provider: string;
  from: string;
  to: string;
  /** `resting`: passed by, because it failed too often just before. */
  outcome: 'answered' | 'unsupported' | 'resting' | 'failed';
  asked: number;
  /** Of those asked, how many it translated. */
  answered: number;
  durationMs: number;
  /** Why it failed. */
  code?: ProviderErrorCode;
}
