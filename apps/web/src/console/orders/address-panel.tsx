import { orderShipping } from '#libs/client';
import type { Shipping } from '#libs/contracts';
import { staff } from '../../app/client.js';
import { usePolled } from '../../app/use-polled.js';
import { countryName } from '../../i18n/language-names.js';
import { t } from '../../i18n/messages.js';

const ADDRESS_EVERY_MS = 30_000;

/** Where the order goes, as it stands on the label. */
export function AddressPanel({ orderId }: { orderId: string }) {
  const { value, error } = usePolled(
    () => staff.me.send(orderShipping(orderId)),
    ADDRESS_EVERY_MS,
    `address ${orderId}`,
  );
  return (
    <section class="card desk-panel">
      <h3>{t('trade.address')}</h3>
      {value === null && <p class="quiet">{error ?? t('loading')}</p>}
      {value !== null && (value.shipping ? <Label shipping={value.shipping} /> : <p>{t('trade.noAddress')}</p>)}
    </section>
  );
}

const Label = ({
  shipping: { name, lines, city, region, postalCode, country, phone, email, note },
}: {
  shipping: Shipping;
}) => (
  <>
    <address>
      {[name, ...lines, [postalCode, city].filter(Boolean).join(' '), region, countryName(country)]
        .filter(Boolean)
        .map((line) => (
          <bdi key={line}>{line}</bdi>
        ))}
    </address>
    {phone && (
      <p>
        <a href={`tel:${phone}`} dir="ltr">
          {phone}
        </a>
      </p>
    )}
    {email && (
      <p>
        <a href={`mailto:${email}`}>{email}</a>
      </p>
    )}
    {note && (
      <p class="quiet" dir="auto">
        {note}
      </p>
    )}
  </>
);
