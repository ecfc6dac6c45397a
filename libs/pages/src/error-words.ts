import type { MessageKey } from './messages.js';

const wordOfCode: Readonly<Record<string, MessageKey>> = {
  'account.wrong-credentials': 'error.wrong-credentials',
  'chat.blocked': 'error.chat-blocked',
  'listing.archived': 'error.listing-archived',
  'listing.bad-image': 'goodsBadImage',
  'listing.changed': 'error.listing-changed',
  'listing.in-line-up': 'error.listing-in-line-up',
  'listing.sku-taken': 'error.sku-taken',
  'listing.stock-committed': 'error.stock-committed',
  'order.address-missing': 'error.address-missing',
  'order.out-of-stock': 'error.out-of-stock',
  'order.wrong-state': 'error.wrong-state',
  'order.too-late': 'error.too-late',
  'order.no-withdrawal': 'error.no-withdrawal',
  'order.request-open': 'error.request-open',
  'payment.refund-too-large': 'error.refund-too-large',
  'payment.wrong-state': 'error.wrong-state',
  'session.slug-taken': 'error.slug-taken',
  'session.code-taken': 'error.code-taken',
  'session.line-up-changed': 'error.line-up-changed',
  'glossary.bad-file': 'error.bad-glossary',
  'glossary.full': 'error.glossary-full',
  'webhook.too-many': 'error.webhook-too-many',
  'session.wrong-state': 'error.wrong-state',
  'session.not-found': 'notFound',
  'order.not-found': 'notFound',
  'payment.not-found': 'notFound',
};

/** What went wrong, by the code of the problem. */
export const errorWord = (code: string): MessageKey => wordOfCode[code] ?? 'error.generic';
