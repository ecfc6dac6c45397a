import { ApiProblem, ConnectionLost } from '#libs/client';
import { type MessageKey, t } from '../i18n/messages.js';

const textOfCode: Readonly<Record<string, MessageKey>> = {
  'account.wrong-credentials': 'error.wrong-credentials',
  'chat.blocked': 'error.chat-blocked',
  'listing.stock-committed': 'error.stock-committed',
  'order.address-missing': 'error.address-missing',
  'order.out-of-stock': 'error.out-of-stock',
  'order.wrong-state': 'error.wrong-state',
  'payment.wrong-state': 'error.wrong-state',
  'session.wrong-state': 'error.wrong-state',
  'session.not-found': 'notFound',
  'order.not-found': 'notFound',
  'payment.not-found': 'notFound',
};

/** What went wrong, in the language of the page. */
export function errorText(error: unknown): string {
  if (error instanceof ConnectionLost) return t('error.lost');
  if (!(error instanceof ApiProblem)) return t('error.generic');
  if (error.retryAfterMs !== undefined) return t('error.slow-down', { seconds: Math.ceil(error.retryAfterMs / 1000) });
  return t(textOfCode[error.code] ?? 'error.generic');
}
