import { confirmPayment, confirmRefund, orderPayments, orderRefunds } from '#libs/client';
import type { Order, Payment, Refund } from '#libs/contracts';
import { staff } from '../../app/client.js';
import { useAction } from '../../app/use-action.js';
import { usePolled } from '../../app/use-polled.js';
import { formatMoment, formatMoney } from '../../i18n/format.js';
import { t, tIfKnown } from '../../i18n/messages.js';
import { FormError } from '../../ui/form-error.js';
import { RefundForm } from './refund-form.js';

const MONEY_EVERY_MS = 4000;
/** Money that no machine sends: a person says when it came, and when it was handed back. */
const byHand: readonly string[] = ['cash-on-delivery', 'bank-transfer'];
const awaited: readonly Payment['state'][] = ['pending', 'authorised'];

/** What was paid for the order, and what went back. */
export function MoneyPanel({ order: { id } }: { order: Order }) {
  const load = async () => ({
    payments: (await staff.me.send(orderPayments(id))).items,
    refunds: (await staff.me.send(orderRefunds(id))).items,
  });
  const { value, error, refresh } = usePolled(load, MONEY_EVERY_MS, `money ${id}`);
  const captured = value?.payments.find(({ state }) => state === 'captured');
  const providers = new Map(value?.payments.map((payment) => [payment.id, payment.provider]));
  return (
    <section class="card desk-panel">
      <h3>{t('trade.money')}</h3>
      {value === null && <p class="quiet">{error ?? t('loading')}</p>}
      {value?.payments.length === 0 && <p class="empty">{t('trade.noPayment')}</p>}
      <ul class="orders">
        {value?.payments.map((payment) => (
          <PaymentRow key={payment.id} payment={payment} onChanged={refresh} />
        ))}
        {value?.refunds.map((refund) => (
          <RefundRow
            key={refund.id}
            refund={refund}
            isByHand={byHand.includes(providers.get(refund.paymentId) ?? '')}
            onChanged={refresh}
          />
        ))}
      </ul>
      {captured !== undefined && <RefundForm payment={captured} refunds={value?.refunds ?? []} onRefunded={refresh} />}
    </section>
  );
}

function PaymentRow({ payment, onChanged }: { payment: Payment; onChanged: () => void }) {
  const { id, provider, state, amount, reference, createdAt } = payment;
  const { run, busy, error } = useAction();
  const confirm = () =>
    run(async () => {
      await staff.me.send(confirmPayment(id));
      onChanged();
    });
  return (
    <li class="order-row order-row-stack">
      <p class="order-row-line">
        <span class="order-row-head">
          <span>{tIfKnown(`payBy.${provider}`) ?? provider}</span>
          <span class={`state payment-${state}`}>{t(`payment.${state}`)}</span>
        </span>
        <strong class="order-row-total">{formatMoney(amount)}</strong>
      </p>
      <p class="quiet order-row-foot">
        {formatMoment(createdAt)}
        {reference !== null && (
          <>
            {' · '}
            <bdi>{reference}</bdi>
          </>
        )}
      </p>
      {byHand.includes(provider) && awaited.includes(state) && (
        <p>
          <button type="button" class="button button-small" disabled={busy} onClick={confirm}>
            {t('trade.moneyCame')}
          </button>
        </p>
      )}
      <FormError error={error} />
    </li>
  );
}

interface RefundProps {
  refund: Refund;
  isByHand: boolean;
  onChanged: () => void;
}

function RefundRow({ refund: { id, orderId, state, amount, reason, createdAt }, isByHand, onChanged }: RefundProps) {
  const { run, busy, error } = useAction();
  const confirm = () =>
    run(async () => {
      await staff.me.send(confirmRefund(orderId, id));
      onChanged();
    });
  return (
    <li class="order-row order-row-stack">
      <p class="order-row-line">
        <span class="order-row-head">
          <span>{t('trade.refund')}</span>
          <span class={`state refund-${state}`}>{t(`refund.${state}`)}</span>
        </span>
        <strong class="order-row-total">{formatMoney({ ...amount, amount: -amount.amount })}</strong>
      </p>
      <p class="quiet order-row-foot">
        {formatMoment(createdAt)} · <bdi>{reason}</bdi>
      </p>
      {isByHand && state === 'pending' && (
        <p>
          <button type="button" class="button button-small" disabled={busy} onClick={confirm}>
            {t('trade.moneyHandedBack')}
          </button>
        </p>
      )}
      <FormError error={error} />
    </li>
  );
}
