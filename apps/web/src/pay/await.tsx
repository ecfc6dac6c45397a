import type { Order, Payment } from '#libs/contracts';
import { usePolled } from '../app/use-polled.js';
import { t } from '../i18n/messages.js';
import { endOf, Outcome, readEnd } from './outcome.js';

const EVERY_MS = 3000;

/** What the buyer does elsewhere, until the order hears of it. */
export function Await({ payment, order }: { payment: Payment; order: Order }) {
  const { value } = usePolled(() => readEnd(payment, order), EVERY_MS, payment.id);
  const end = value ?? endOf(payment, order);
  return (
    <>
      {payment.instructions && <p class="instructions">{payment.instructions}</p>}
      {end === 'open' || payment.provider === 'cash-on-delivery' ? <p>{textOf(payment)}</p> : null}
      {end !== 'open' && <Outcome end={end} />}
    </>
  );
}

function textOf({ provider, reference }: Payment): string {
  if (provider === 'mobile-money') return t('payOnPhone');
  if (provider === 'cash-on-delivery') return t('payAtDoor');
  return provider === 'bank-transfer' ? t('payTransfer', { reference: reference ?? '' }) : t('paymentWaiting');
}
