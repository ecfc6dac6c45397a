import { webhookDeliveries } from '#libs/client';
import { WebhookDelivery, type WebhookEndpoint } from '#libs/contracts';
import { useState } from 'preact/hooks';
import { staff } from '../../app/client.js';
import { usePolled } from '../../app/use-polled.js';
import { t } from '../../i18n/messages.js';
import { FilterChips } from '../../ui/filter-chips.js';
import { Pager, usePlace } from '../../ui/pager.js';
import { DeliveryRow } from './delivery-row.js';
import { ReplayForm } from './replay-form.js';

const DELIVERIES_EVERY_MS = 2000;
const PAGE = 20;
const states = WebhookDelivery.shape.state.options;

/** What was sent to one endpoint, and what became of it. */
export function DeliveriesView({ exporterId, endpoint }: { exporterId: string; endpoint: WebhookEndpoint }) {
  const { id, url } = endpoint;
  const [state, setState] = useState<WebhookDelivery['state'] | 'all'>('all');
  const place = usePlace();
  const filter = { limit: PAGE, cursor: place.cursor, state: state === 'all' ? undefined : state };
  const { value, error, refresh } = usePolled(
    () => staff.me.send(webhookDeliveries(exporterId, id, filter)),
    DELIVERIES_EVERY_MS,
    `deliveries ${id} ${JSON.stringify(filter)}`,
  );
  const show = (wanted: typeof state) => {
    place.restart();
    setState(wanted);
  };
  return (
    <section class="side">
      <p>
        <a class="back" href="#webhooks">
          {t('webhooks.all')}
        </a>
      </p>
      <h2 class="endpoint-url" dir="ltr">
        {url}
      </h2>
      <div class="card desk-panel">
        <h3>{t('webhooks.deliveries')}</h3>
        <FilterChips
          label={t('webhooks.states')}
          options={[
            { value: 'all', text: t('trade.all') },
            ...states.map((one) => ({ value: one, text: t(`delivery.${one}`) })),
          ]}
          value={state}
          onChange={show}
        />
        <ReplayForm exporterId={exporterId} webhookId={id} onReplayed={refresh} />
        {value === null && <p class="quiet">{error ?? t('loading')}</p>}
        {value?.items.length === 0 && <p class="empty">{t('webhooks.nothingSent')}</p>}
        <ul class="orders">
          {value?.items.map((delivery) => (
            <DeliveryRow key={delivery.id} exporterId={exporterId} delivery={delivery} onReplayed={refresh} />
          ))}
        </ul>
        <Pager place={place} next={value?.nextCursor ?? null} />
      </div>
    </section>
  );
}
