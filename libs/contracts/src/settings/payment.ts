import { z } from 'zod';
import { CurrencyCode } from '../money.js';
import { PaymentProviderName } from '../payments.js';
import { url, list, whole } from './values.js';

/** How buyers pay, and what the house keeps. */
export const paymentSettings = {
  PAYMENT_PROVIDERS: list
    .prefault('sandbox')
    .pipe(z.array(PaymentProviderName).min(1))
    .describe(
      'Ways to pay that buyers are offered, separated by commas, the usual one first: sandbox, stripe, mobile-money, cash-on-delivery, bank-transfer.',
    ),
  PLATFORM_FEE_BASIS_POINTS: whole(0, 0, 5000).describe(
    'What the house keeps of each captured payment, in hundredths of a percent; refunds give their share of it back.',
  ),
  STRIPE_SECRET_KEY: z.string().min(8).optional().describe('Secret key of the Stripe account.'),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .min(8)
    .optional()
    .describe('Signing secret (whsec_…) of the Stripe webhook endpoint that points to /v1/payments/webhooks/stripe.'),
  STRIPE_API_BASE: url('http', 'https').optional().describe("Where Stripe's API is, if not at api.stripe.com."),
  STRIPE_CAPTURE: z
    .enum(['immediate', 'separate'])
    .default('immediate')
    .describe(
      'Whether Stripe takes the money at once, or first authorises it and takes it when the units are secured.',
    ),
  MOBILE_MONEY_URL: url('http', 'https')
    .optional()
    .describe('The mobile money API (MTN MoMo), such as https://proxy.momoapi.mtn.com.'),
  MOBILE_MONEY_USER: z.uuid().optional().describe('API user of the mobile money account.'),
  MOBILE_MONEY_API_KEY: z.string().optional().describe('API key of that user.'),
  MOBILE_MONEY_COLLECTION_KEY: z.string().optional().describe('Subscription key of its Collection product.'),
  MOBILE_MONEY_DISBURSEMENT_KEY: z
    .string()
    .optional()
    .describe('Subscription key of its Disbursement product, which sends refunds.'),
  MOBILE_MONEY_ENVIRONMENT: z.string().default('sandbox').describe('Its target environment, such as mtnrwanda.'),
  MOBILE_MONEY_CURRENCY: CurrencyCode.default('RWF').describe('The currency of its wallets.'),
  BANK_TRANSFER_ACCOUNT: z
    .string()
    .max(500)
    .optional()
    .describe('Whom buyers send transfers to, as they are shown it: name, bank, IBAN.'),
  BANK_TRANSFER_DAYS: whole(3, 1, 30).describe('How long the units are held for a buyer who pays by transfer.'),
};
