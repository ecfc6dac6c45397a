import {
  AwaitedGoods,
  type ExporterOrdersQuery,
  HeldGoods,
  Order,
  OrderSummary,
  pageOf,
  Payment,
  type PayoutQuery,
  PayoutStatement,
  Refund,
  type RequestRefund,
} from '#libs/contracts';
import { z } from 'zod';
import type { HttpRequest } from './http-client.js';
import { query } from './query.js';

type PageFilter = { cursor?: string | undefined; limit?: number };

/** Newest first: all, those at one stage, those that a search finds. */
export const exporterOrders = (exporterId: string, filter: Partial<ExporterOrdersQuery> = {}) => ({
  path: `/exporters/${exporterId}/orders${query(filter)}`,
  answer: pageOf(Order),
});

export const exporterOrderSummary = (exporterId: string): HttpRequest<OrderSummary> => ({
  path: `/exporters/${exporterId}/orders/summary`,
  answer: OrderSummary,
});

/** What buyers hold and have not paid, newest first. */
export const heldGoods = (exporterId: string, filter: PageFilter = {}) => ({
  path: `/exporters/${exporterId}/holds${query(filter)}`,
  answer: pageOf(HeldGoods),
});

/** What buyers wait for, the longest wait first. */
export const awaitedGoods = (exporterId: string, filter: PageFilter = {}) => ({
  path: `/exporters/${exporterId}/waiting${query(filter)}`,
  answer: pageOf(AwaitedGoods),
});

/** First attempt first. */
export const orderPayments = (orderId: string) => ({
  path: `/orders/${orderId}/payments`,
  answer: z.object({ items: z.array(Payment) }),
});

/** Cash or a transfer has arrived. */
export const confirmPayment = (paymentId: string): HttpRequest<Payment> => ({
  method: 'POST',
  path: `/payments/${paymentId}/confirm`,
  body: {},
  answer: Payment,
});

/** Oldest first. */
export const orderRefunds = (orderId: string) => ({
  path: `/orders/${orderId}/refunds`,
  answer: z.object({ items: z.array(Refund) }),
});

/** Without an amount, all that is left. */
export const refundOrder = (orderId: string, body: RequestRefund): HttpRequest<Refund> => ({
  method: 'POST',
  path: `/orders/${orderId}/refunds`,
  body,
  answer: Refund,
});

/** Cash or a transfer was handed back. */
export const confirmRefund = (orderId: string, refundId: string): HttpRequest<Refund> => ({
  method: 'POST',
  path: `/orders/${orderId}/refunds/${refundId}/confirm`,
  body: {},
  answer: Refund,
});

/** Where the statement is; as CSV for those who accept `text/csv`. */
export const payoutsPath = (exporterId: string, time: PayoutQuery): string =>
  `/exporters/${exporterId}/payouts${query(time)}`;

export const payouts = (exporterId: string, time: PayoutQuery): HttpRequest<PayoutStatement> => ({
  path: payoutsPath(exporterId, time),
  answer: PayoutStatement,
});
