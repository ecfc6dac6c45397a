import {
  type AskOfOrder,
  type CancelHold,
  Hold,
  Order,
  OrderRequest,
  OrderShipping,
  type Shipping,
  SignedEvidence,
  type Tracking,
} from '#libs/contracts';
import { z } from 'zod';
import type { HttpRequest } from './http-client.js';

/** Where an order goes, for its buyer and its exporter. */
export const orderShipping = (orderId: string): HttpRequest<OrderShipping> => ({
  path: `/orders/${orderId}/shipping`,
  answer: OrderShipping,
});

/** Until the order is paid; the last word counts. */
export const putShipping = (orderId: string, body: z.input<typeof Shipping>): HttpRequest<unknown> => ({
  method: 'PUT',
  path: `/orders/${orderId}/shipping`,
  body,
  answer: z.unknown(),
});

/** Free until the money is taken. */
export const cancelOrder = (orderId: string, reason?: string): HttpRequest<Order> => ({
  method: 'POST',
  path: `/orders/${orderId}/cancel`,
  body: { reason },
  answer: Order,
});

/** A way out of an order that is paid. */
export const askOfOrder = (orderId: string, body: AskOfOrder): HttpRequest<OrderRequest> => ({
  method: 'POST',
  path: `/orders/${orderId}/requests`,
  body,
  answer: OrderRequest,
});

/** For those who sell; without a reason the request is accepted. */
export const answerRequest = (orderId: string, requestId: string, refusal?: string): HttpRequest<OrderRequest> => ({
  method: 'POST',
  path: `/orders/${orderId}/requests/${requestId}/${refusal === undefined ? 'accept' : 'refuse'}`,
  body: refusal === undefined ? {} : { reason: refusal },
  answer: OrderRequest,
});

/** For those who sell: what is delivered was shipped; with who carries it, when it is shipped. */
export const markShipment = (
  orderId: string,
  as: 'shipped' | 'delivered',
  tracking?: Tracking,
): HttpRequest<Order> => ({
  method: 'POST',
  path: `/orders/${orderId}/${as}`,
  body: tracking === undefined ? {} : { tracking },
  answer: Order,
});

/** For those who sell: the buyer reads the reason. */
export const cancelHold = (holdId: string, body: z.input<typeof CancelHold>): HttpRequest<Hold> => ({
  method: 'POST',
  path: `/holds/${holdId}/cancel`,
  body,
  answer: Hold,
});

export const orderEvidence = (orderId: string): HttpRequest<SignedEvidence> => ({
  path: `/orders/${orderId}/evidence`,
  answer: SignedEvidence,
});
