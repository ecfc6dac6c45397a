import type { ClaimOutcome } from '#libs/contracts';
import { ClaimBook } from './claim-book.js';
import {
  buyerKey,
  type ClaimDecisions,
  type ClaimIntent,
  type ClaimRequest,
  type ClaimScene,
  type DecidedClaim,
} from './claim.js';
import { decideOrder } from './decide-order.js';
import { isOpen } from './hold-lifecycle.js';

/** Decides claims one after the other in the order given, as if each had come alone. Pure. */
export function decideClaims(requests: readonly ClaimRequest[], scene: ClaimScene): ClaimDecisions {
  const book = new ClaimBook(scene);
  const decided = requests.map((request) => decideOnce(request, book));
  return { decided, ...book.changes };
}

function decideOnce(request: ClaimRequest, book: ClaimBook): DecidedClaim {
  const before = book.answerTo(request);
  if (before !== undefined) return { request, outcome: toldAgain(before), seq: null, place: null };
  // what the host and the staff say in the chat is talk, not an order
  if (request.messageId !== null && book.scene.staff.has(buyerKey(request)))
    return { request, outcome: null, seq: null, place: null };
  const seq = book.nextSeq(request.sessionId);
  const { outcome, place } = decide(request, seq, book);
  book.answer(request, outcome);
  return { request, outcome, seq, place };
}

const toldAgain = (outcome: ClaimOutcome): ClaimOutcome => {
  const { claim } = outcome;
  if (outcome.outcome === 'HELD') return { outcome: 'DUPLICATE', claim, hold: outcome.hold, waiting: null };
  if (outcome.outcome === 'WAITLISTED') return { outcome: 'DUPLICATE', claim, hold: null, waiting: outcome.waiting };
  if (outcome.outcome !== 'PARTIAL') return outcome;
  return { outcome: 'DUPLICATE', claim, hold: outcome.hold, waiting: outcome.waiting };
};

type Decision = { outcome: ClaimOutcome; place: number | null };

function decide(request: ClaimRequest, seq: number, book: ClaimBook): Decision {
  const { intent, ids } = request;
  const kept = book.takeAskedPlace(request, 'code' in intent ? intent.code : null);
  if (intent.kind === 'cancel') return { outcome: decideCancel(request, intent, book), place: null };
  if (intent.kind === 'status') return { outcome: statusOf(request, book), place: null };
  const { now } = book.scene;
  const place = { seq: kept?.seq ?? seq, since: kept?.since ?? now };
  const outcome: ClaimOutcome =
    intent.kind === 'buy'
      ? decideOrder(request, intent, place, book)
      : {
          outcome: 'ASKED',
          claim: ids.claim,
          reason: intent.reason,
          choices: intent.choices,
          code: intent.code,
          qty: intent.qty,
        };
  if (outcome.outcome === 'ASKED') book.keepAskedPlace(request, { ...place, askedAt: now, code: intent.code });
  return { outcome, place: kept?.seq ?? null };
}

/**
 * The newest hold of the item goes back, or the newest place in the line for it; where a place is named, that one alone.
 * A hold that is being paid stays: the payment decides.
 */
function decideCancel(
  request: ClaimRequest,
  { code, place: named }: Extract<ClaimIntent, { kind: 'cancel' }>,
  book: ClaimBook,
): ClaimOutcome {
  const isMeant = (thing: { id: string; code: string }) =>
    named === undefined ? code === null || thing.code === code : thing.id === named;
  const hold = book.holdsOf(request).findLast((one) => one.state === 'HELD' && isMeant(one));
  if (hold !== undefined) {
    const released = { ...hold, state: 'RELEASED' as const };
    book.putHold(request, null, released);
    return { outcome: 'RELEASED', claim: request.ids.claim, hold: released };
  }
  const place = book.placesOf(request).findLast(isMeant);
  if (place === undefined) return statusOf(request, book);
  const passed = { ...place, state: 'PASSED' as const };
  book.putPlace(request, passed, book.scene.now);
  return { outcome: 'PASSED', claim: request.ids.claim, waiting: passed };
}

const statusOf = (request: ClaimRequest, book: ClaimBook): ClaimOutcome => ({
  outcome: 'STATUS',
  claim: request.ids.claim,
  holds: book.holdsOf(request).filter(isOpen),
  waiting: [...book.placesOf(request)],
});
