import { useState } from 'preact/hooks';
import { exporterListings, myExporters } from '#libs/client';
import { staff } from '../app/client.js';
import { usePolled } from '../app/use-polled.js';
import { t } from '../i18n/messages.js';
import { Choice } from '../ui/choice.js';
import { Sections } from '../ui/sections.js';
import { KeysSection } from './keys/keys-section.js';
import { ListingsSection } from './listings/listings-section.js';
import { OrdersSection } from './orders/orders-section.js';
import { PayoutsSection } from './payouts/payouts-section.js';
import { StockList } from './stock-list.js';
import { WebhooksSection } from './webhooks/webhooks-section.js';

const STOCK_EVERY_MS = 3000;
const EXPORTERS_EVERY_MS = 60_000;

export function ConsoleContent() {
  const { value, error } = usePolled(() => staff.me.send(myExporters()), EXPORTERS_EVERY_MS, 'exporters');
  const [chosen, setChosen] = useState<string | null>(null);
  if (value === null) return <p class="quiet">{error ?? t('loading')}</p>;
  const exporter = value.items.find(({ id }) => id === chosen) ?? value.items[0];
  if (exporter === undefined) return <p class="quiet">{t('noExporters')}</p>;
  const { id } = exporter;
  return (
    <>
      <header class="staff-head">
        <h1>
          <bdi>{exporter.name}</bdi>
        </h1>
        {value.items.length > 1 && (
          <Choice
            label={t('consoleTitle')}
            options={value.items.map((one) => ({ value: one.id, text: one.name }))}
            value={id}
            onChange={setChosen}
          />
        )}
      </header>
      <Sections
        key={id}
        label={t('consoleTitle')}
        sections={[
          {
            id: 'orders',
            title: t('orders'),
            content: (order) => <OrdersSection exporterId={id} orderId={order} />,
          },
          {
            id: 'listings',
            title: t('goods'),
            content: (place) => <ListingsSection exporter={exporter} place={place} />,
          },
          { id: 'stock', title: t('stock'), content: () => <StockDesk exporterId={id} /> },
          { id: 'payouts', title: t('payouts.title'), content: () => <PayoutsSection exporterId={id} /> },
          {
            id: 'webhooks',
            title: t('webhooks.title'),
            content: (webhook) => <WebhooksSection exporterId={id} webhookId={webhook} />,
          },
          { id: 'keys', title: t('keys.title'), content: () => <KeysSection exporterId={id} /> },
        ]}
      />
    </>
  );
}

function StockDesk({ exporterId }: { exporterId: string }) {
  const { value, error, refresh } = usePolled(
    () => staff.me.send(exporterListings(exporterId, { limit: 100 })),
    STOCK_EVERY_MS,
    `stock ${exporterId}`,
  );
  return (
    <>
      <p class="form-error" role="status">
        {error}
      </p>
      <StockList listings={value?.items ?? null} onSaved={refresh} />
    </>
  );
}
