import { describe } from '@jest/globals';
import { itIsAPaymentProvider } from '../../../testing/payment-provider-conformance.js';
import { BankTransferProvider } from './bank-transfer.provider.js';
import { CashOnDeliveryProvider } from './cash-on-delivery.provider.js';

describe.each([
  ['cash on delivery', () => new CashOnDeliveryProvider()],
  ['bank transfer', () => new BankTransferProvider('Rutsiro Tea, RW12 3456', 3)],
])('%s', (_, make) => {
  itIsAPaymentProvider(async () => ({ provider: make(), world: null, webhooks: null }));
});
