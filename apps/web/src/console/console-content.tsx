import { useState } from 'preact/hooks';
import { exporterListings, exporterOrders, myExporters } from '#libs/client';
import type { Exporter } from '#libs/contracts';
import { staff } from '../app/client.js';
import { usePolled } from '../app/use-polled.js';
import { t } from '../i18n/messages.js';
import { Choice } from '../ui/choice.js';
import { Sections } from '../ui/sections.js';
import { OrderList } from './order-list.js';
import { OrderSums } from './order-sums.js';
import { StockList } from './stock-list.js';

const ORDERS_EVERY_MS = 3000;
const EXPORTERS_EVERY_MS = 60_000;

export function ConsoleContent() {
  const { value, error } = usePolled(() => staff.me.send(myExporters()), EXPORTERS_EVERY_MS, 'exporters');
  const [chosen, setChosen] = useState<string | null>(null);
  if (value === null) return <p class="quiet">{error ?? t('loading')}</p>;
  const exporter = value.items.find(({ id }) => id === chosen) ?? value.items[0];
  if (exporter === undefined) return <p class="quiet">{t('noExporters')}</p>;
  return (
    <>
      <header class="staff-head">
        <h1>
          <bdi>{exporter.name}</bdi>
        </h1>
        {value.items.length > 1 && (
          <Choice
            label={t('consoleTitle')}
            options={value.items.map(({ id, name }) => ({ value: id, text: name }))}
            value={exporter.id}
            onChange={setChosen}
          />
        )}
      </header>
      <Sections
        key={exporter.id}
        label={t('consoleTitle')}
        sections={[{ id: 'orders', title: t('orders'), content: () => <ExporterDesk exporter={exporter} /> }]}
      />
    </>
  );
}

function ExporterDesk({ exporter: { id } }: { exporter: Exporter }) {
  const orders = usePolled(() => staff.me.send(exporterOrders(id, { limit: 100 })), ORDERS_EVERY_MS, `orders ${id}`);
  const listings = usePolled(() => staff.me.send(exporterListings(id, { limit: 100 })), ORDERS_EVERY_MS, `stock ${id}`);
  return (
    <>
      <p class="form-error" role="status">
        {orders.error ?? listings.error}
      </p>
      <OrderSums orders={orders.value?.items ?? []} />
      <div class="desk">
        <OrderList orders={orders.value?.items ?? null} onAnswered={orders.refresh} />
        <StockList listings={listings.value?.items ?? null} onSaved={listings.refresh} />
      </div>
    </>
  );
}
