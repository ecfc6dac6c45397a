import { describe, expect, it } from '@jest/globals';
import { itIsAPaymentProvider } from '../../../testing/payment-provider-conformance.js';
import { BankTransferProvider } from './bank-transfer.provider.js';
import { CashOnDeliveryProvider } from './cash-on-delivery.provider.js';

describe.each([
  ['cash on delivery', () => new CashOnDeliveryProvider()],
  ['bank transfer', () => new BankTransferProvider('Rutsiro Tea, RW12 3456', 3)],
])('%s', (_, make) => {
  itIsAPaymentProvider(async () => ({ provider: make() }));

  it('returns no money by itself, and believes no webhook', async () => {
    expect(await make().refund()).toEqual({ state: 'pending' });
    expect(() => make().parseWebhook()).toThrow(expect.objectContaining({ code: 'payment.bad-signature' }));
  });
});
