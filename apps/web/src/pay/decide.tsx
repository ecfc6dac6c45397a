import { decideSandboxPayment, order as readOrder, payment as readPayment } from '#libs/client';
import type { Order, Payment } from '#libs/contracts';
import { useState } from 'preact/hooks';
import { viewer } from '../app/client.js';
import { pollUntil } from '../app/poll-until.js';
import { useAction } from '../app/use-action.js';
import { formatMoney } from '../i18n/format.js';
import { t } from '../i18n/messages.js';
import { Icon } from '../ui/icon.js';

type End = 'open' | 'confirmed' | 'declined' | 'over';

/** How long the provider's webhook may take before the page stops waiting; the session page goes on listening. */
const WAIT_MS = 30_000;
/** How long the good news stays before the page returns. */
const REST_MS = 1600;

const endOf = (payment: Payment, order: Order): End => {
  if (order.state === 'confirmed') return 'confirmed';
  if (payment.state === 'pending') return 'open';
  return payment.state === 'declined' ? 'declined' : 'over';
};

export function Decide({ payment, order, back }: { payment: Payment; order: Order; back: string }) {
  const [end, setEnd] = useState(() => endOf(payment, order));
  const { run, busy, error } = useAction();
  const decide = (decision: 'approve' | 'decline') =>
    run(async () => {
      await viewer.me.send(decideSandboxPayment(payment.id, decision));
      const reached = await pollUntil(
        () => readEnd(payment, order),
        (state) => state !== 'open',
        WAIT_MS,
      );
      setEnd(reached);
      if (reached === 'confirmed') setTimeout(() => location.assign(back), REST_MS);
    });
  if (end !== 'open') return <Outcome end={end} />;
  return (
    <div class="decide">
      <button type="button" class="button button-buy" disabled={busy} onClick={() => decide('approve')}>
        {t('pay')} {formatMoney(payment.amount)}
      </button>
      <button type="button" class="button button-plain" disabled={busy} onClick={() => decide('decline')}>
        {t('decline')}
      </button>
      <p role="status" class={error === null ? 'quiet' : 'form-error'}>
        {busy ? t('paymentWaiting') : error}
      </p>
    </div>
  );
}

// Only the order tells that it is paid for: the provider's webhook comes later than the buyer's decision.
async function readEnd(payment: Payment, order: Order): Promise<End> {
  const [paid, confirmed] = await Promise.all([
    viewer.me.send(readPayment(payment.id)),
    viewer.me.send(readOrder(order.id)),
  ]);
  return paid.state === 'captured' && confirmed.state === 'pending' ? 'open' : endOf(paid, confirmed);
}

const texts = { confirmed: 'orderConfirmed', declined: 'paymentDeclined', over: 'paymentOver' } as const;

const Outcome = ({ end }: { end: Exclude<End, 'open'> }) => (
  <p class={`pay-outcome pay-outcome-${end}`} role="status">
    <Icon name={end === 'confirmed' ? 'check' : 'alert'} />
    {t(texts[end])}
  </p>
);
