import {
  ClaimOutcome,
  Hold,
  Offer,
  type OpenOffer,
  Order,
  pageOf,
  Payment,
  PaymentMethod,
  type PlaceClaim,
  type SandboxDecision,
  type StartPayment,
  WaitingPlace,
} from '#libs/contracts';
import { z } from 'zod';
import type { HttpRequest } from './http-client.js';

export const openOfferFor = (sessionId: string, body: z.input<typeof OpenOffer>): HttpRequest<Offer> => ({
  method: 'POST',
  path: `/sessions/${sessionId}/offers`,
  body,
  answer: Offer,
});

export const closeOffer = (offerId: string): HttpRequest<unknown> => ({
  method: 'POST',
  path: `/offers/${offerId}/close`,
  body: {},
  answer: z.unknown(),
});

/** Sent again under the same key it is the same claim. */
export const claimOffer = (
  offerId: string,
  { key, ...body }: Omit<z.input<typeof PlaceClaim>, 'code'>,
): HttpRequest<ClaimOutcome> => ({
  method: 'POST',
  path: `/offers/${offerId}/claims`,
  body,
  key,
  answer: ClaimOutcome,
});

export const releaseHold = (holdId: string): HttpRequest<unknown> => ({
  method: 'DELETE',
  path: `/holds/${holdId}`,
  answer: z.unknown(),
});

/** What is held already stays. */
export const leaveLine = (placeId: string): HttpRequest<WaitingPlace> => ({
  method: 'DELETE',
  path: `/waiting/${placeId}`,
  answer: WaitingPlace,
});

export const myHolds = () => ({ path: '/me/holds', answer: pageOf(Hold) });
export const myOrders = () => ({ path: '/me/orders', answer: pageOf(Order) });
export const order = (orderId: string): HttpRequest<Order> => ({ path: `/orders/${orderId}`, answer: Order });

/** The ways to pay that the house offers, the usual one first. */
export const paymentMethods = () => ({ path: '/payment-methods', answer: z.object({ items: z.array(PaymentMethod) }) });

/** Begins a payment, or finds the one that is under way. */
export const payOrder = (orderId: string, body: StartPayment = {}): HttpRequest<Payment> => ({
  method: 'POST',
  path: `/orders/${orderId}/payments`,
  body,
  answer: Payment,
});

export const payment = (paymentId: string): HttpRequest<Payment> => ({
  path: `/payments/${paymentId}`,
  answer: Payment,
});

/** What the buyer decides on the sandbox provider's own page. */
export const decideSandboxPayment = (
  paymentId: string,
  decision: z.infer<typeof SandboxDecision>['decision'],
): HttpRequest<unknown> => ({
  method: 'POST',
  path: `/sandbox/payments/${paymentId}`,
  body: { decision },
  answer: z.unknown(),
});
