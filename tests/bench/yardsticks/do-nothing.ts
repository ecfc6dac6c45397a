import { randomUUID } from 'node:crypto';
import { type ClaimHandler, heldOutcome } from './handler.js';

/** Answers as if it had held the units, and has done nothing: what a socket and its JSON cost alone. */
export const doNothing: ClaimHandler = async (sessionId, _buyerId, claim) => {
  const id = randomUUID();
  return heldOutcome(sessionId, claim, { claim: id, hold: id, order: id, offer: id, price: 1450 });
};
