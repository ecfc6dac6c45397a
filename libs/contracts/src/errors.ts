/**
 * Every error a client can meet, by stable code. The kind decides the HTTP status, and whether the fault is the
 * caller's (logged at `info`) or ours (logged as given here).
 */
type ErrorRow = { kind: ErrorKind; title: string; retryable?: true; logLevel?: 'warn' | 'error' };

export const statusOfKind = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  unprocessable: 422,
  limited: 429,
  internal: 500,
  unavailable: 503,
} as const;
export type ErrorKind = keyof typeof statusOfKind;

export const errorTable = {
  'request.invalid': { kind: 'invalid', title: 'The request does not have the expected form' },
  'request.not-found': { kind: 'not-found', title: 'There is nothing at this address' },
  'request.too-large': { kind: 'too-large', title: 'The request is too large' },
  'request.limited': { kind: 'limited', title: 'Too many requests: wait before the next one', retryable: true },
  'request.key-reused': { kind: 'unprocessable', title: 'This Idempotency-Key was used with another request' },
  'request.in-flight': {
    kind: 'conflict',
    title: 'The first request with this Idempotency-Key has not ended yet',
    retryable: true,
  },
  'server.internal': {
    kind: 'internal',
    title: 'Something went wrong on our side',
    retryable: true,
    logLevel: 'error',
  },
  'server.unavailable': {
    kind: 'unavailable',
    title: 'The service can not answer right now',
    retryable: true,
    logLevel: 'warn',
  },

  'account.unauthenticated': { kind: 'unauthenticated', title: 'Sign in to do this' },
  'account.forbidden': { kind: 'forbidden', title: 'You may not do this' },
  'account.wrong-credentials': { kind: 'unauthenticated', title: 'The e-mail address or the password is wrong' },
  'account.email-taken': { kind: 'conflict', title: 'An account with this e-mail address exists' },
  'account.refresh-reused': { kind: 'unauthenticated', title: 'This refresh token was used before; sign in again' },
  'account.not-found': { kind: 'not-found', title: 'No such account' },

  'job.not-failed': { kind: 'conflict', title: 'There is no failed job of this id' },

  'exporter.not-found': { kind: 'not-found', title: 'No such exporter' },
  'exporter.slug-taken': { kind: 'conflict', title: 'An exporter with this slug exists' },

  'listing.not-found': { kind: 'not-found', title: 'No such listing' },
  'listing.variant-not-found': { kind: 'not-found', title: 'No such variant' },
  'listing.slug-taken': { kind: 'conflict', title: 'This exporter has a listing with this slug' },
  'listing.sku-taken': { kind: 'conflict', title: 'This exporter has a variant with this SKU' },
  'listing.text-not-found': { kind: 'not-found', title: 'The listing says nothing in this language' },
  'listing.text-changed': { kind: 'conflict', title: 'The text has changed since you read it' },
  'listing.changed': { kind: 'conflict', title: 'Somebody changed the listing since you read it' },
  'listing.archived': { kind: 'conflict', title: 'The listing is archived' },
  'listing.in-line-up': { kind: 'conflict', title: 'A session that is not over shows the listing' },
  'listing.too-many-variants': { kind: 'conflict', title: 'The listing has as many variants as it can' },
  'listing.too-many-images': { kind: 'conflict', title: 'The listing has as many pictures as it can' },
  'listing.image-not-found': { kind: 'not-found', title: 'No such picture' },
  'listing.bad-image': { kind: 'unprocessable', title: 'This is no PNG, JPEG or WebP that can be taken' },
  'listing.bad-table': { kind: 'unprocessable', title: 'The table can not be taken as it is' },
  'listing.stock-committed': { kind: 'conflict', title: 'More units are held or sold than this stock would have' },

  'session.not-found': { kind: 'not-found', title: 'No such session' },
  'session.slug-taken': { kind: 'conflict', title: 'A session with this slug exists' },
  'session.wrong-state': { kind: 'conflict', title: 'The session is not in a state that allows this' },
  'session.no-review-hook': { kind: 'not-found', title: 'Nobody reviews the messages of this session' },
  'session.code-not-found': { kind: 'not-found', title: 'No item in the line-up has this code' },
  'session.line-up-changed': { kind: 'conflict', title: 'The line-up has changed since you read it' },
  'session.code-taken': { kind: 'conflict', title: 'Another item of the line-up has this code' },

  'caption.segment-closed': { kind: 'conflict', title: 'This segment is final: it changes only by a correction' },
  'caption.segment-not-found': { kind: 'not-found', title: 'No such segment in this session' },
  'caption.segment-open': { kind: 'conflict', title: 'This segment is still being spoken: only a final is corrected' },
  'caption.segment-retracted': { kind: 'conflict', title: 'This segment was taken back' },
  'caption.stale-revision': { kind: 'conflict', title: 'The caption has changed since: correct its newest revision' },
  'caption.bad-transcript': { kind: 'unprocessable', title: 'The file is not valid WebVTT or SubRip' },

  'speech.no-engine': { kind: 'conflict', title: 'This house has no speech recogniser' },
  'speech.bad-audio': { kind: 'unprocessable', title: 'This is no audio of the kind it says it is' },
  'speech.stream-ended': { kind: 'conflict', title: 'This stream of speech has ended: begin another' },

  'interpreting.not-waiting': {
    kind: 'conflict',
    title: 'This text does not wait for an interpreter any more: correct the caption instead',
  },

  'glossary.full': { kind: 'conflict', title: 'The glossary has as many terms as it can' },
  'glossary.bad-file': { kind: 'unprocessable', title: 'The file is no glossary that can be read' },

  'chat.blocked': { kind: 'forbidden', title: 'You can not write in this session' },
  'chat.message-not-found': { kind: 'not-found', title: 'No such message in this session' },

  'order.offer-not-found': { kind: 'not-found', title: 'No such offer' },
  'order.offer-closed': { kind: 'conflict', title: 'The offer is closed' },
  'order.out-of-stock': { kind: 'conflict', title: 'Nothing is left of this item' },
  'order.no-shortfall': { kind: 'conflict', title: 'Everything that is promised is there' },
  'order.no-price': { kind: 'conflict', title: 'This variant has no price in the currency of the session' },
  'order.hold-not-found': { kind: 'not-found', title: 'No such hold' },
  'order.place-not-found': { kind: 'not-found', title: 'No such place in the line' },
  'order.not-found': { kind: 'not-found', title: 'No such order' },
  'order.address-missing': { kind: 'conflict', title: 'Say where to ship to before you pay' },
  'order.no-withdrawal': {
    kind: 'conflict',
    title: 'The law where it goes gives no right to withdraw without a reason',
  },
  'order.too-late': { kind: 'conflict', title: 'The time to ask for this is over' },
  'order.request-open': { kind: 'conflict', title: 'Another request for this order waits for its answer' },
  'order.request-not-found': { kind: 'not-found', title: 'No such request for this order' },
  'order.request-answered': { kind: 'conflict', title: 'This request was answered already' },
  'order.wrong-state': { kind: 'conflict', title: 'The order is not in a state that allows this' },

  'payment.not-found': { kind: 'not-found', title: 'No such payment' },
  'payment.wrong-state': { kind: 'conflict', title: 'The payment is not in a state that allows this' },
  'payment.amount-mismatch': { kind: 'unprocessable', title: 'The webhook tells of another amount' },
  'payment.not-offered': { kind: 'unprocessable', title: 'This house does not offer this way to pay' },
  'payment.refund-too-large': { kind: 'unprocessable', title: 'This is more than is left of the payment' },
  'refund.not-found': { kind: 'not-found', title: 'No such refund of this order' },
  'payment.bad-signature': {
    kind: 'unauthenticated',
    title: 'The webhook signature does not verify',
    logLevel: 'warn',
  },

  'video.no-server': { kind: 'conflict', title: 'This house has no media server' },
  'video.bad-secret': {
    kind: 'unauthenticated',
    title: 'Whoever says this does not prove to be the media server',
    logLevel: 'warn',
  },
  'video.bad-hook': { kind: 'invalid', title: 'A media server of this kind does not talk like this' },
  'video.refused': { kind: 'forbidden', title: 'The stream key does not open this session' },

  'webhook.not-found': { kind: 'not-found', title: 'No such webhook' },
  'webhook.too-many': { kind: 'conflict', title: 'This exporter has as many webhooks as it may' },

  'realtime.hello-first': { kind: 'invalid', title: 'The first frame must be hello' },
  'realtime.unknown-command': { kind: 'invalid', title: 'There is no such command' },
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof errorTable;

/** What is wrong with one field: where (JSON pointer) and why. Never holds the rejected value itself. */
export type FieldProblem = { pointer: string; reason: string };
export type ErrorExtras = { retryAfterMs?: number; fields?: FieldProblem[] };

/** An expected failure. `detail` may be shown to the caller and must hold no secret and no person. */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly code: ErrorCode,
    readonly detail?: string,
    readonly extras: ErrorExtras = {},
    options?: ErrorOptions,
  ) {
    super(detail ?? errorTable[code].title, options);
  }

  get row(): ErrorRow {
    return errorTable[this.code];
  }
}
