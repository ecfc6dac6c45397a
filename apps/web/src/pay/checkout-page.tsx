import { order as readOrder, orderShipping, paymentMethods } from '#libs/client';
import { viewer } from '../app/client.js';
import { t } from '../i18n/messages.js';
import { Checkout, type Due } from './checkout.js';
import { PayFrame, useLoaded } from './pay-frame.js';
import { returnAddress } from './return-address.js';

/** Where an order is looked over before it is paid. */
export function CheckoutPage({ orderId }: { orderId: string }) {
  const { value: due, error } = useLoaded(() => readDue(orderId));
  const back = returnAddress(location.search);
  return (
    <PayFrame>
      {due === null && <p class="quiet">{error ?? t('loading')}</p>}
      {due?.order.state === 'pending' && <Checkout {...due} back={back} />}
      {due !== null && due.order.state !== 'pending' && (
        <p class="pay-outcome">{t(due.order.state === 'confirmed' ? 'orderConfirmed' : 'paymentOver')}</p>
      )}
    </PayFrame>
  );
}

async function readDue(orderId: string): Promise<Due> {
  const [order, methods, { shipping }] = await Promise.all([
    viewer.me.send(readOrder(orderId)),
    viewer.me.send(paymentMethods()),
    viewer.me.send(orderShipping(orderId)),
  ]);
  const { currency } = order.total;
  const taken = methods.items.filter((method) => method.currency === null || method.currency === currency);
  return { order, methods: taken, shipping };
}
