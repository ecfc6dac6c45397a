import type { Order, Payment } from '#libs/contracts';
import { awaitedWord, endOf } from '#libs/pages';
import { usePolled } from '../app/use-polled.js';
import { t } from '../i18n/messages.js';
import { Outcome, readEnd } from './outcome.js';

const EVERY_MS = 3000;

/** What the buyer does elsewhere, until the order hears of it. */
export function Await({ payment, order }: { payment: Payment; order: Order }) {
  const { value } = usePolled(() => readEnd(payment, order), EVERY_MS, payment.id);
  const end = value ?? endOf(payment, order);
  return (
    <>
      {payment.instructions && <p class="instructions">{payment.instructions}</p>}
      {end === 'open' || payment.provider === 'cash-on-delivery' ? (
        <p>{t(awaitedWord(payment), { reference: payment.reference ?? '' })}</p>
      ) : null}
      {end !== 'open' && <Outcome end={end} />}
    </>
  );
}
