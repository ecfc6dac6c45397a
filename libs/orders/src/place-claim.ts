import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { signedIn } from '#libs/accounts';
import { type Actor, type ClaimOutcome, DomainError, type PlaceClaim as PlaceClaimInput } from '#libs/contracts';
import { Admission, type Origin } from '#libs/moderation';
import type { ClaimIntent, ClaimRequest } from './claim.js';
import { ClaimLane } from './claim-lane.js';
import { ClaimableItems } from './claimable-items.js';
import { readClaim } from './read-claim.js';
import { ReadOffers } from './read-offers.js';

type OfferClaim = Omit<PlaceClaimInput, 'code'>;

/**
 * Claims units of an item: by button, by program or by a chat message, it is one command. Everything that looks like a
 * claim gets exactly one outcome, and gets it again when it is repeated with the same key.
 */
@Injectable()
export class PlaceClaim {
  constructor(
    private readonly lane: ClaimLane,
    private readonly items: ClaimableItems,
    private readonly offers: ReadOffers,
    private readonly admission: Admission,
  ) {}

  /**
   * @throws DomainError `session.not-found`, and when the buyer may not claim right now `request.limited` or
   *   `chat.blocked`; whatever else is wrong with a claim is its outcome
   */
  place(
    actor: Actor,
    sessionId: string,
    { code, variantId, qty, key }: PlaceClaimInput,
    origin: Origin = {},
  ): Promise<ClaimOutcome> {
    return this.#press(actor, sessionId, origin, key, { kind: 'buy', code, variantId, qty });
  }

  /** @throws DomainError `order.offer-not-found`, `request.limited`, `chat.blocked` */
  async placeOnOffer(
    actor: Actor,
    offerId: string,
    { variantId, qty, key }: OfferClaim,
    origin: Origin = {},
  ): Promise<ClaimOutcome> {
    const { sessionId, code } = await this.offers.byId(offerId);
    return this.#press(actor, sessionId, origin, key, { kind: 'buy', offerId, code, variantId, qty });
  }

  /**
   * The claim that a chat message is, in its original text; null when it is none, or when the host or the staff wrote it.
   *
   * @param lang BCP-47 tag of the writer's language
   */
  async placeFromMessage(
    actor: Actor,
    session: { id: string; state: string },
    text: string,
    lang: string,
    messageId: string,
  ): Promise<ClaimOutcome | null> {
    if (!('accountId' in actor) || session.state !== 'live') return null;
    const intent = readClaim(text, lang, await this.items.of(session.id));
    if (intent === null) return null;
    return this.lane.submit(aRequest(session.id, actor.accountId, `message:${messageId}`, messageId, intent));
  }

  async #press(
    actor: Actor,
    sessionId: string,
    origin: Origin,
    key: string,
    intent: ClaimIntent,
  ): Promise<ClaimOutcome> {
    const buyer = signedIn(actor);
    await this.admission.ofClaim(buyer, sessionId, origin);
    const outcome = await this.lane.submit(aRequest(sessionId, buyer.accountId, `key:${key}`, null, intent));
    if (outcome === null) throw new DomainError('server.internal', 'A claim was left without an outcome.');
    return outcome;
  }
}

/** The ids of what may come of a claim are given here, once. */
export const aRequest = (
  sessionId: string,
  buyerId: string,
  sourceKey: string,
  messageId: string | null,
  intent: ClaimIntent,
): ClaimRequest => ({
  sessionId,
  buyerId,
  sourceKey,
  messageId,
  intent,
  ids: { claim: uuidv7(), hold: uuidv7(), order: uuidv7(), place: uuidv7() },
});
