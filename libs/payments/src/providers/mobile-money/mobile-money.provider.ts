import { z } from 'zod';
import { currencyDecimals, DomainError, Id, type Money, type PaymentMethod, type Settings } from '#libs/contracts';
import { publicUrl } from '#libs/platform';
import { jsonOf } from '../../json-of.js';
import {
  type BuyersChoice,
  type Charge,
  type ChargeReport,
  PaymentProvider,
  type PaymentNotice,
  type Repayment,
  type RepaymentReport,
  type SignedRequest,
} from '../../payment-provider.js';
import { MobileMoneyApi, type TransferStatus } from './mobile-money-api.js';

const stateOfCollection = {
  PENDING: 'open',
  SUCCESSFUL: 'captured',
  FAILED: 'declined',
  ABSENT: 'absent',
} as const satisfies Record<TransferStatus, ChargeReport['state']>;

const Callback = z.object({ externalId: Id, status: z.string() });

/**
 * Mobile money as MTN MoMo does it: a request to pay is pushed to the buyer's phone, who confirms it with a secret
 * number. The callback may be late, lost or made up, since nobody signs it: it is a hint, and the answer is asked for.
 * A request that waits on the phone can not be called back; it ends by itself, and money that comes late goes back.
 */
export class MobileMoneyProvider extends PaymentProvider {
  readonly method: PaymentMethod;

  constructor(
    private readonly api: MobileMoneyApi,
    private readonly currency: string,
    private readonly callbackUrl: string,
  ) {
    super();
    this.method = { provider: 'mobile-money', kind: 'phone', needsPhone: true, currency };
  }

  /** What will be pushed is the order's amount: a wallet that can not pay exactly that is declined before the push. */
  async create({ paymentId, amount, orderNumber }: Charge, { phone }: BuyersChoice): Promise<ChargeReport> {
    const msisdn = phone?.replace('+', '');
    if (msisdn === undefined || amount.currency !== this.currency || !(await this.api.isActive(msisdn)))
      return { state: 'declined' };
    const pushed = await this.api.request(
      'collection',
      '/v1_0/requesttopay',
      paymentId,
      {
        ...inMajorUnits(amount),
        externalId: paymentId,
        payer: { partyIdType: 'MSISDN', partyId: msisdn },
        payerMessage: `Order ${orderNumber}`,
        payeeNote: orderNumber,
      },
      this.callbackUrl,
    );
    return pushed === 'accepted' ? { state: 'open', reference: paymentId } : { state: 'declined' };
  }

  capture(charge: Charge): Promise<ChargeReport> {
    return this.lookup(charge);
  }

  async expire(): Promise<void> {}

  async lookup({ paymentId }: Charge): Promise<ChargeReport> {
    const status = await this.api.statusOf('collection', `/v1_0/requesttopay/${paymentId}`);
    return { state: stateOfCollection[status] };
  }

  async refund({ paymentId, orderNumber }: Charge, repayment: Repayment): Promise<RepaymentReport> {
    const { refundId, amount } = repayment;
    const sent = await this.api.statusOf('disbursement', `/v1_0/refund/${refundId}`);
    if (sent === 'SUCCESSFUL') return { state: 'done', reference: refundId };
    if (sent === 'FAILED') return { state: 'failed', reference: refundId };
    if (sent === 'PENDING') return { state: 'pending', reference: refundId };
    const asked = await this.api.request('disbursement', '/v1_0/refund', refundId, {
      ...inMajorUnits(amount),
      externalId: refundId,
      payerMessage: `Refund of order ${orderNumber}`,
      payeeNote: orderNumber,
      referenceIdToRefund: paymentId,
    });
    return asked === 'accepted' ? { state: 'pending', reference: refundId } : { state: 'failed' };
  }

  parseWebhook({ body }: SignedRequest): PaymentNotice {
    const parsed = Callback.safeParse(jsonOf(body.toString()));
    if (!parsed.success) throw new DomainError('request.invalid');
    const { externalId: paymentId, status } = parsed.data;
    return { messageId: `${paymentId}-${status.slice(0, 20)}`, paymentId, result: 'hint', amount: null };
  }
}

/** Null when the house has no mobile money account. */
export function mobileMoneyOf(settings: Settings): MobileMoneyProvider | null {
  const {
    MOBILE_MONEY_URL: url,
    MOBILE_MONEY_USER: user,
    MOBILE_MONEY_API_KEY: apiKey,
    MOBILE_MONEY_COLLECTION_KEY: collection,
    MOBILE_MONEY_DISBURSEMENT_KEY: disbursement,
  } = settings;
  if (!url || !user || !apiKey || !collection || !disbursement) return null;
  const api = new MobileMoneyApi({
    baseUrl: url.replace(/\/$/, ''),
    user,
    apiKey,
    keys: { collection, disbursement },
    environment: settings.MOBILE_MONEY_ENVIRONMENT,
  });
  return new MobileMoneyProvider(
    api,
    settings.MOBILE_MONEY_CURRENCY,
    `${publicUrl(settings)}/v1/payments/webhooks/mobile-money`,
  );
}

/** Amounts go over the wire as decimal text. */
function inMajorUnits({ amount, currency }: Money): { amount: string; currency: string } {
  const decimals = currencyDecimals(currency);
  return { amount: (amount / 10 ** decimals).toFixed(decimals), currency };
}
