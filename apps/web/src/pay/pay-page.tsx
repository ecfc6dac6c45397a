import { CheckoutPage } from './checkout-page.js';
import { PaymentPage } from './payment-page.js';

const [, , first = '', second = ''] = location.pathname.split('/').map(decodeURIComponent);

/** `/pay/order/{order}` to look an order over, `/pay/{payment}` to pay it. */
export const PayPage = () =>
  first === 'order' ? <CheckoutPage orderId={second} /> : <PaymentPage paymentId={first} />;
