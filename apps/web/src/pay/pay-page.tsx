import { useEffect, useState } from 'preact/hooks';
import { order as readOrder, payment as readPayment } from '#libs/client';
import type { Order, Payment } from '#libs/contracts';
import { viewer } from '../app/client.js';
import { errorText } from '../app/error-text.js';
import { t } from '../i18n/messages.js';
import { Icon } from '../ui/icon.js';
import { InterfaceLanguage } from '../ui/interface-language.js';
import { PageHeader } from '../ui/page-header.js';
import { Bill } from './bill.js';
import { Decide } from './decide.js';
import { returnAddress } from './return-address.js';

const paymentId = decodeURIComponent(location.pathname.split('/')[2] ?? '');

/** Where the sandbox payment provider would show its own page. */
export function PayPage() {
  const [due, setDue] = useState<{ payment: Payment; order: Order } | null>(null);
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    readDue().then(setDue, (failure: unknown) => setError(errorText(failure)));
  }, []);
  return (
    <>
      <PageHeader>
        <InterfaceLanguage />
      </PageHeader>
      <main class="pay">
        <h1>{t('checkout')}</h1>
        <p class="sandbox">
          <Icon name="alert" />
          {t('sandboxNotice')}
        </p>
        {due === null && <p class="quiet">{error ?? t('loading')}</p>}
        {due !== null && (
          <div class="card checkout">
            <Bill order={due.order} amount={due.payment.amount} />
            <Decide payment={due.payment} order={due.order} back={returnAddress(location.search)} />
          </div>
        )}
        <a class="back" href={returnAddress(location.search)}>
          {t('backToSession')}
        </a>
      </main>
    </>
  );
}

async function readDue() {
  const payment = await viewer.me.send(readPayment(paymentId));
  return { payment, order: await viewer.me.send(readOrder(payment.orderId)) };
}
