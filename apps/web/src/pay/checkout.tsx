import { payOrder, putShipping } from '#libs/client';
import type { Order, PaymentMethod, Shipping } from '#libs/contracts';
import { useState } from 'preact/hooks';
import { viewer } from '../app/client.js';
import { useAction } from '../app/use-action.js';
import { formatMoney } from '../i18n/format.js';
import { t } from '../i18n/messages.js';
import { FormError } from '../ui/form-error.js';
import { Bill } from './bill.js';
import { MethodChoice } from './method-choice.js';
import { draftOf, type Faults, isBlank, readShipping } from '#libs/pages';
import { ShippingFields } from './shipping-fields.js';

export interface Due {
  order: Order;
  methods: readonly PaymentMethod[];
  shipping: Shipping | null;
}

/** The whole order, where it goes and how it is paid, over the one button that makes it binding. */
export function Checkout({ order, methods, shipping, back }: Due & { back: string }) {
  const [draft, setDraft] = useState(() => draftOf(shipping));
  const [faults, setFaults] = useState<Faults>({});
  const [provider, setProvider] = useState(methods[0]?.provider);
  const [phone, setPhone] = useState('');
  const { run, busy, error } = useAction();
  const method = methods.find((one) => one.provider === provider);
  const placeOrder = (event: SubmitEvent) => {
    event.preventDefault();
    const read = order.address === 'optional' && isBlank(draft) ? null : readShipping(draft);
    const wrong = read !== null && 'faults' in read ? read.faults : {};
    setFaults(wrong);
    const [first] = Object.keys(wrong);
    const form = event.currentTarget as HTMLFormElement;
    if (first !== undefined) return (form.elements.namedItem(first) as HTMLElement | null)?.focus();
    run(async () => {
      if (read !== null && 'shipping' in read) await viewer.me.send(putShipping(order.id, read.shipping));
      const wish = {
        ...(provider && { provider }),
        ...(method?.needsPhone && { phone: phone.replaceAll(/[\s().-]/g, '') }),
      };
      const { checkoutUrl } = await viewer.me.send(payOrder(order.id, wish));
      location.assign(withReturn(checkoutUrl, back));
    });
  };
  const fields = <ShippingFields draft={draft} faults={faults} onChange={setDraft} />;
  return (
    <form class="card checkout" noValidate onSubmit={placeOrder}>
      <Bill order={order} amount={order.total} />
      {order.address === 'optional' ? (
        <details class="fold">
          <summary>
            {t('shipTo')} <span class="quiet">({t('optional')})</span>
          </summary>
          {fields}
        </details>
      ) : (
        <fieldset>
          <legend>{t('shipTo')}</legend>
          {fields}
        </fieldset>
      )}
      <MethodChoice methods={methods} chosen={provider} onChoose={setProvider} />
      {method?.needsPhone && (
        <label class="shipping-field">
          <span>{t('payPhone')}</span>
          <input
            name="phone"
            class="field"
            type="tel"
            autocomplete="tel"
            placeholder="+250788123456"
            value={phone}
            onInput={(event) => setPhone(event.currentTarget.value)}
          />
        </label>
      )}
      <div class="decide">
        <button class="button button-buy" disabled={busy}>
          {t('orderToPay')} · {formatMoney(order.total)}
        </button>
        <FormError error={error} />
      </div>
    </form>
  );
}

/** Our own pages lead back to where the buyer came from; a provider's page knows by itself. */
function withReturn(checkoutUrl: string, back: string): URL {
  const checkout = new URL(checkoutUrl, location.href);
  if (checkout.origin === location.origin) checkout.searchParams.set('return', back);
  return checkout;
}
