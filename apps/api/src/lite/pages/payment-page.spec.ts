import { describe, expect, it } from '@jest/globals';
import type { Order, Payment } from '#libs/contracts';
import { Words } from '../words.js';
import { paymentPage } from './payment-page.js';

const order = { number: 'ABC-DEF-GHJ', state: 'pending', lines: [] as Order['lines'] } as Order;
const aPayment = (over: Partial<Payment>): Payment =>
  ({
    id: 'p1',
    state: 'pending',
    amount: { amount: 1450, currency: 'USD' },
    checkoutUrl: 'https://live.example/pay/p1',
    reference: null,
    instructions: null,
    ...over,
  }) as Payment;

async function shown(over: Partial<Payment>, state: Order['state'] = 'pending'): Promise<string> {
  const payment = aPayment(over);
  const words = await Words.for('en', []);
  return paymentPage('/s/tea/lite', words, { payment, order: { ...order, state } }, 'https://live.example').main.markup;
}

describe('the page of a payment', () => {
  it('lets the buyer end one in the sandbox', async () => {
    const page = await shown({ provider: 'sandbox' });
    expect(page).toContain('action="/s/tea/lite/payments/p1/decision"');
    expect(page).toContain('no money moves');
  });

  it('leads to the page of a provider, by a link that the policy for forms lets through', async () => {
    const page = await shown({ provider: 'stripe', checkoutUrl: 'https://pay.example/c?a=1&b="2"' });
    expect(page).toContain('href="https://pay.example/c?a=1&amp;b=&quot;2&quot;"');
    expect(page).not.toContain('<form');
  });

  it('says what to do where there is no page to pay on', async () => {
    expect(await shown({ provider: 'mobile-money' })).toContain('Confirm the payment on your phone.');
    const transfer = await shown({ provider: 'bank-transfer', reference: 'ABC-DEF-GHJ', instructions: 'RW12 3456' });
    expect(transfer).toContain('with this reference: ABC-DEF-GHJ');
    expect(transfer).toContain('RW12 3456');
    expect(await shown({ provider: 'cash-on-delivery' }, 'confirmed')).toContain('You pay when it arrives.');
  });

  it('has no link that runs a script, whatever a provider says', async () => {
    expect(await shown({ provider: 'stripe', checkoutUrl: 'javascript:alert(1)' })).not.toContain('javascript:');
  });

  it('tells how it ended', async () => {
    expect(await shown({ provider: 'stripe', state: 'declined' })).toContain('The payment was declined.');
    expect(await shown({ provider: 'stripe', state: 'captured' }, 'confirmed')).toContain('Order confirmed');
  });
});
