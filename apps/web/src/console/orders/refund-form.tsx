import { refundOrder } from '#libs/client';
import { currencyDecimals, type Payment, type Refund } from '#libs/contracts';
import { useState } from 'preact/hooks';
import { staff } from '../../app/client.js';
import { useAction } from '../../app/use-action.js';
import { formatMoney } from '../../i18n/format.js';
import { t } from '../../i18n/messages.js';
import { FormError } from '../../ui/form-error.js';

interface Props {
  payment: Payment;
  refunds: readonly Refund[];
  onRefunded: () => void;
}

/** Gives back all that is left, or a part of it. What is on its way counts as gone. */
export function RefundForm({ payment: { id, orderId, amount, refunded }, refunds, onRefunded }: Props) {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState('');
  const [reason, setReason] = useState('');
  const { run, busy, error } = useAction();
  const { currency } = amount;
  const decimals = currencyDecimals(currency);
  const onItsWay = refunds
    .filter(({ paymentId, state }) => paymentId === id && state === 'pending')
    .reduce((sum, refund) => sum + refund.amount.amount, 0);
  const left = amount.amount - refunded.amount - onItsWay;
  const units = wanted === '' ? left : Math.round(Number(wanted) * 10 ** decimals);
  if (left <= 0) return null;
  const send = (event: Event) => {
    event.preventDefault();
    run(async () => {
      await staff.me.send(refundOrder(orderId, { amount: units, reason: reason.trim() }));
      setOpen(false);
      setWanted('');
      setReason('');
      onRefunded();
    });
  };
  if (!open)
    return (
      <p>
        <button type="button" class="button button-outline button-small" onClick={() => setOpen(true)}>
          {t('trade.refundSome')}
        </button>
      </p>
    );
  const isPossible = Number.isInteger(units) && units > 0 && units <= left;
  return (
    <form class="stacked" onSubmit={send}>
      <div class="fields">
        <label>
          <span>{t('trade.refundAmount', { left: formatMoney({ amount: left, currency }) })}</span>
          <input
            name="amount"
            class="field field-small"
            type="number"
            inputMode="decimal"
            min={1 / 10 ** decimals}
            max={left / 10 ** decimals}
            step={1 / 10 ** decimals}
            placeholder={(left / 10 ** decimals).toFixed(decimals)}
            value={wanted}
            onInput={(event) => setWanted(event.currentTarget.value)}
          />
        </label>
        <label>
          <span>{t('trade.refundWhy')}</span>
          <input
            name="reason"
            class="field field-small"
            required
            maxLength={300}
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        </label>
      </div>
      <p class="buttons">
        <button class="button button-small" disabled={busy || !isPossible || reason.trim() === ''}>
          {isPossible ? t('trade.giveBack', { amount: formatMoney({ amount: units, currency }) }) : t('trade.refund')}
        </button>
        <button type="button" class="button button-plain button-small" onClick={() => setOpen(false)}>
          {t('cancel')}
        </button>
      </p>
      <FormError error={error} />
    </form>
  );
}
