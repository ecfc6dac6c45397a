import { ApiProblem, ConnectionLost } from '#libs/client';
import { errorWord } from '#libs/pages';
import { t } from '../i18n/messages.js';

/** What went wrong, in the language of the page. */
export function errorText(error: unknown): string {
  if (error instanceof ConnectionLost) return t('error.lost');
  if (!(error instanceof ApiProblem)) return t('error.generic');
  if (error.retryAfterMs !== undefined) return t('error.slow-down', { seconds: Math.ceil(error.retryAfterMs / 1000) });
  return t(errorWord(error.code));
}
