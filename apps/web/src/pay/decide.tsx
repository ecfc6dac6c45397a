import { decideSandboxPayment } from '#libs/client';
import type { Order, Payment } from '#libs/contracts';
import { endOf } from '#libs/pages';
import { useState } from 'preact/hooks';
import { viewer } from '../app/client.js';
import { pollUntil } from '../app/poll-until.js';
import { useAction } from '../app/use-action.js';
import { formatMoney } from '../i18n/format.js';
import { t } from '../i18n/messages.js';
import { Outcome, readEnd } from './outcome.js';

/** How long the provider's webhook may take before the page stops waiting; the session page goes on listening. */
const WAIT_MS = 30_000;
/** How long the good news stays before the page returns. */
const REST_MS = 1600;

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
