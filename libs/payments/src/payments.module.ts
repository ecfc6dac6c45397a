import { Module } from '@nestjs/common';
import { DecideSandboxPayment } from './decide-sandbox-payment.js';
import { DeliverSandboxWebhook } from './deliver-sandbox-webhook.js';
import { LedgerStore } from './ledger.store.js';
import { PaymentProviders } from './payment-providers.js';
import { PaymentsStore } from './payments.store.js';
import { ReadPayments } from './read-payments.js';
import { SandboxPostman } from './sandbox-postman.js';
import { SandboxProvider } from './sandbox.provider.js';

const offered = [
  SandboxProvider,
  SandboxPostman,
  PaymentProviders,
  PaymentsStore,
  LedgerStore,
  ReadPayments,
  DecideSandboxPayment,
];

/** Taking money and keeping the books. What a payment does to an order is decided by the orders. */
@Module({ providers: offered, exports: offered })
export class PaymentsModule {}

/** For workers: what payments leave to be done. */
@Module({ imports: [PaymentsModule], providers: [DeliverSandboxWebhook] })
export class PaymentJobsModule {}
