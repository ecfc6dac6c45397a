import { markShipment } from '#libs/client';
import type { Order, OrderStage, Tracking } from '#libs/contracts';
import { useState } from 'preact/hooks';
import { staff } from '../../app/client.js';
import { useAction } from '../../app/use-action.js';
import { formatMoment } from '../../i18n/format.js';
import { t } from '../../i18n/messages.js';
import { Carried } from '../../ui/carried.js';
import { FormError } from '../../ui/form-error.js';
import { TrackingFields, trackingOf } from './tracking-fields.js';

interface Props {
  order: Order;
  onChanged: () => void;
}

/** How far the order has come, who carries it, and what the exporter says next. */
export function ShipmentPanel({ order, onChanged }: Props) {
  const { id, state, shippedAt, deliveredAt, tracking } = order;
  const [draft, setDraft] = useState<Record<keyof Tracking, string> | null>(null);
  const { run, busy, error } = useAction();
  const mark = (as: 'shipped' | 'delivered', how?: Tracking) =>
    run(async () => {
      await staff.me.send(markShipment(id, as, how));
      setDraft(null);
      onChanged();
    });
  const ship = (event: Event) => {
    event.preventDefault();
    mark('shipped', draft === null ? undefined : trackingOf(draft));
  };
  const begin = () =>
    setDraft({ carrier: tracking?.carrier ?? '', number: tracking?.number ?? '', url: tracking?.url ?? '' });
  return (
    <section class="card desk-panel">
      <h3>{t('trade.path')}</h3>
      <Path order={order} />
      {tracking !== null && <Carried tracking={tracking} />}
      {draft !== null && (
        <form class="stacked" onSubmit={ship}>
          <TrackingFields draft={draft} onChange={setDraft} />
          <p class="buttons">
            <button class="button button-small" disabled={busy}>
              {t(shippedAt === null ? 'trade.markShipped' : 'save')}
            </button>
            <button type="button" class="button button-plain button-small" onClick={() => setDraft(null)}>
              {t('cancel')}
            </button>
          </p>
        </form>
      )}
      {draft === null && state === 'confirmed' && (
        <p class="buttons">
          {shippedAt !== null && deliveredAt === null && (
            <button type="button" class="button button-small" disabled={busy} onClick={() => mark('delivered')}>
              {t('trade.markDelivered')}
            </button>
          )}
          <button
            type="button"
            class={`button button-small ${shippedAt === null ? '' : 'button-outline'}`}
            onClick={begin}
          >
            {t(shippedAt === null ? 'trade.ship' : 'trade.changeTracking')}
          </button>
        </p>
      )}
      <FormError error={error} />
    </section>
  );
}

function Path({ order: { placedAt, confirmedAt, shippedAt, deliveredAt } }: { order: Order }) {
  const steps: [word: OrderStage | 'placed' | 'paid', at: string | null][] = [
    ['placed', placedAt],
    ['paid', confirmedAt],
    ['on-the-way', shippedAt],
    ['delivered', deliveredAt],
  ];
  return (
    <ol class="path">
      {steps.map(([word, at]) => (
        <li key={word} class={at === null ? 'path-ahead' : 'path-done'}>
          {t(word === 'placed' ? 'trade.placed' : word === 'paid' ? 'trade.paid' : `stage.${word}`)}
          {at !== null && (
            <time class="quiet" dateTime={at}>
              {formatMoment(at)}
            </time>
          )}
        </li>
      ))}
    </ol>
  );
}
