import { order as readOrder, payment as readPayment } from '#libs/client';
import { viewer } from '../app/client.js';
import { t } from '../i18n/messages.js';
import { Icon } from '../ui/icon.js';
import { Await } from './await.js';
import { Bill } from './bill.js';
import { Decide } from './decide.js';
import { PayFrame, useLoaded } from './pay-frame.js';
import { returnAddress } from './return-address.js';

/** Where a payment stands that has no page of its provider's: the sandbox, a phone, a transfer, cash at the door. */
export function PaymentPage({ paymentId }: { paymentId: string }) {
  const { value: due, error } = useLoaded(() => readDue(paymentId));
  const back = returnAddress(location.search);
  const isSandbox = due?.payment.provider === 'sandbox';
  return (
    <PayFrame>
      {isSandbox && (
        <p class="sandbox">
          <Icon name="alert" />
          {t('sandboxNotice')}
        </p>
      )}
      {due === null && <p class="quiet">{error ?? t('loading')}</p>}
      {due !== null && (
        <div class="card checkout">
          <Bill order={due.order} amount={due.payment.amount} />
          {isSandbox ? <Decide {...due} back={back} /> : <Await {...due} />}
        </div>
      )}
    </PayFrame>
  );
}

async function readDue(paymentId: string) {
  const payment = await viewer.me.send(readPayment(paymentId));
  return { payment, order: await viewer.me.send(readOrder(payment.orderId)) };
}
