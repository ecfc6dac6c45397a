import { Module } from '@nestjs/common';
import { AccountsModule } from '#libs/accounts';
import { BookMoney } from './book-money.js';
import { CheckLedger } from './check-ledger.js';
import { CheckLedgerStore } from './check-ledger.store.js';
import { LedgerStore } from './ledger.store.js';
import { PaymentProviders } from './payment-providers.js';
import { PaymentsStore } from './payments.store.js';
import { DecideSandboxPayment } from './providers/sandbox/decide-sandbox-payment.js';
import { DeliverSandboxWebhook } from './providers/sandbox/deliver-sandbox-webhook.js';
import { SandboxBooksStore } from './providers/sandbox/sandbox-books.store.js';
import { SandboxPostman } from './providers/sandbox/sandbox-postman.js';
import { SandboxProvider } from './providers/sandbox/sandbox.provider.js';
import { ReadPayments } from './read-payments.js';
import { ReadStatement } from './read-statement.js';
import { RefundsStore } from './refunds.store.js';
import { StatementStore } from './statement.store.js';

const offered = [
  BookMoney,
  CheckLedger,
  CheckLedgerStore,
  DecideSandboxPayment,
  LedgerStore,
  PaymentProviders,
  PaymentsStore,
  ReadPayments,
  ReadStatement,
  RefundsStore,
  SandboxBooksStore,
  SandboxPostman,
  SandboxProvider,
  StatementStore,
];

/** Taking money and keeping the books. What a payment does to an order is decided by the orders. */
@Module({ imports: [AccountsModule], providers: offered, exports: offered })
export class PaymentsModule {}

/** For workers: what payments leave to be done. */
@Module({ imports: [PaymentsModule], providers: [DeliverSandboxWebhook] })
export class PaymentJobsModule {}
