export { BookMoney } from './book-money.js';
export { CheckLedger } from './check-ledger.js';
export * from './ledger.js';
export { LedgerStore } from './ledger.store.js';
export { paymentLifecycle } from './payment-lifecycle.js';
export {
  type BuyersChoice,
  type ChargeReport,
  type PaymentNews,
  type PaymentNotice,
  type PaymentProvider,
  type SignedRequest,
} from './payment-provider.js';
export { PaymentProviders } from './payment-providers.js';
export { chargeOf, isOpenPayment, type PaymentRecord } from './payment.js';
export { PaymentJobsModule, PaymentsModule } from './payments.module.js';
export { PaymentsStore } from './payments.store.js';
export { DecideSandboxPayment } from './providers/sandbox/decide-sandbox-payment.js';
export { SandboxBooksStore } from './providers/sandbox/sandbox-books.store.js';
export { SandboxProvider } from './providers/sandbox/sandbox.provider.js';
export { ReadPayments } from './read-payments.js';
export { ReadStatement } from './read-statement.js';
export { type RefundRecord, RefundsStore, refundView } from './refunds.store.js';
export { statementCsv } from './statement.js';
