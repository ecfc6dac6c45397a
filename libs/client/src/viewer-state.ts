import type { ClaimOutcome, Hold, Order, Payment, SessionEventOf, WaitingPlace, Welcome } from '#libs/contracts';
import { type Registers, write } from './register.js';

export type ViewerEvent = SessionEventOf<
  'claim.decided' | 'hold.changed' | 'hold.reminder' | 'waitlist.changed' | 'order.changed' | 'payment.changed'
>;

/** What only this viewer sees. */
export interface ViewerState {
  readonly holds: Registers<Hold>;
  /** Places in the line, by id. */
  readonly waiting: Registers<WaitingPlace>;
  readonly orders: Registers<Order>;
  readonly payments: Registers<Payment>;
  readonly claims: Registers<{ outcome: ClaimOutcome; message: string | null }>;
}

export const emptyViewer: ViewerState = {
  holds: new Map(),
  waiting: new Map(),
  orders: new Map(),
  payments: new Map(),
  claims: new Map(),
};

/** Positions start at 1, so what an answer said before any event did yields to every event. */
const BEFORE_EVENTS = 0;

export function withViewerEvent(viewer: ViewerState, seq: number, event: ViewerEvent): ViewerState {
  switch (event.type) {
    case 'claim.decided':
      return withOutcome(viewer, event.outcome, event.message, seq);
    case 'hold.reminder':
      // a nudge about what is known already: it may come after the hold has ended
      return viewer;
    case 'hold.changed':
      return { ...viewer, holds: write(viewer.holds, event.hold.id, { seq, value: event.hold }) };
    case 'waitlist.changed':
      return { ...viewer, waiting: write(viewer.waiting, event.waiting.id, { seq, value: event.waiting }) };
    case 'order.changed':
      return { ...viewer, orders: write(viewer.orders, event.order.id, { seq, value: event.order }) };
    case 'payment.changed':
      return { ...viewer, payments: write(viewer.payments, event.payment.id, { seq, value: event.payment }) };
    default:
      return event satisfies never;
  }
}

/** The outcome of a claim, from the answer to a command or from the log: whichever comes first. */
export function withOutcome(
  viewer: ViewerState,
  outcome: ClaimOutcome,
  message: string | null,
  seq = BEFORE_EVENTS,
): ViewerState {
  const claims = write(viewer.claims, outcome.claim, { seq, value: { outcome, message } });
  const holds = holdsIn(outcome).reduce(
    (registers, hold) => write(registers, hold.id, { seq, value: hold }),
    viewer.holds,
  );
  const waiting = placesIn(outcome).reduce(
    (registers, place) => write(registers, place.id, { seq, value: place }),
    viewer.waiting,
  );
  return { ...viewer, claims, holds, waiting };
}

/**
 * What a welcome says is open is all that is, but for what later events say.
 *
 * @param seq the head of the viewer's channel that it belongs to
 */
export const withMine = (viewer: ViewerState, mine: Pick<Welcome, 'holds' | 'waiting'>, seq: number): ViewerState => ({
  ...viewer,
  holds: withOpen(viewer.holds, mine.holds, isOpen, seq),
  waiting: withOpen(viewer.waiting, mine.waiting, isWaiting, seq),
});

function withOpen<T extends { id: string }>(
  known: Registers<T>,
  open: readonly T[],
  isStillOpen: (value: T) => boolean,
  seq: number,
): Registers<T> {
  const kept = [...known].filter(([, register]) => register.seq > seq || !isStillOpen(register.value));
  const later = kept.filter(([, register]) => register.seq > seq);
  return new Map([...kept, ...open.map((value) => [value.id, { seq, value }] as const), ...later]);
}

export const isOpen = (hold: Hold): boolean => hold.state === 'HELD' || hold.state === 'PAYING';
const isWaiting = (place: WaitingPlace): boolean => place.state === 'WAITING';

/** Soonest to expire first. */
export function openHolds(viewer: ViewerState): Hold[] {
  return [...viewer.holds.values()]
    .map(({ value }) => value)
    .filter(isOpen)
    .sort((a, b) => (a.expiresAt < b.expiresAt ? -1 : 1));
}

/** Where the viewer waits, first come first. */
export const openPlaces = (viewer: ViewerState): WaitingPlace[] =>
  [...viewer.waiting.values()]
    .map(({ value }) => value)
    .filter(isWaiting)
    .toSorted((a, b) => a.position - b.position);

function holdsIn(outcome: ClaimOutcome): Hold[] {
  if (outcome.outcome === 'STATUS') return outcome.holds;
  return 'hold' in outcome && outcome.hold !== null ? [outcome.hold] : [];
}

function placesIn(outcome: ClaimOutcome): WaitingPlace[] {
  if (outcome.outcome === 'STATUS') return outcome.waiting;
  return 'waiting' in outcome && outcome.waiting !== null ? [outcome.waiting] : [];
}
