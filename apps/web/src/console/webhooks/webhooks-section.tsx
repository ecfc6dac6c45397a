import { webhooks } from '#libs/client';
import type { NewWebhookEndpoint } from '#libs/contracts';
import { useState } from 'preact/hooks';
import { staff } from '../../app/client.js';
import { usePolled } from '../../app/use-polled.js';
import { t } from '../../i18n/messages.js';
import { SecretOnce } from '../../ui/secret-once.js';
import { DeliveriesView } from './deliveries-view.js';
import { EndpointRow } from './endpoint-row.js';
import { NewEndpoint } from './new-endpoint.js';

const ENDPOINTS_EVERY_MS = 10_000;

interface Props {
  exporterId: string;
  /** The endpoint that the address names; empty where it names none. */
  webhookId: string;
}

/** Where the exporter's own systems are told what happens. */
export function WebhooksSection({ exporterId, webhookId }: Props) {
  const { value, error, refresh } = usePolled(
    () => staff.me.send(webhooks(exporterId)),
    ENDPOINTS_EVERY_MS,
    `webhooks ${exporterId}`,
  );
  const [fresh, setFresh] = useState<NewWebhookEndpoint | null>(null);
  const [isNew, setIsNew] = useState(false);
  const told = (endpoint: NewWebhookEndpoint) => {
    setFresh(endpoint);
    setIsNew(false);
    refresh();
  };
  if (value === null)
    return (
      <p class="quiet" role="status">
        {error ?? t('loading')}
      </p>
    );
  const named = value.items.find(({ id }) => id === webhookId);
  if (named !== undefined) return <DeliveriesView key={named.id} exporterId={exporterId} endpoint={named} />;
  return (
    <section class="side">
      <div class="card desk-panel">
        <h2>{t('webhooks.title')}</h2>
        <p class="quiet">{t('webhooks.note')}</p>
        {isNew ? (
          <NewEndpoint exporterId={exporterId} onMade={told} onClose={() => setIsNew(false)} />
        ) : (
          <p>
            <button type="button" class="button button-small" onClick={() => setIsNew(true)}>
              {t('webhooks.new')}
            </button>
          </p>
        )}
      </div>
      {fresh !== null && (
        <SecretOnce
          title={t('webhooks.secret')}
          note={t('trade.once')}
          secret={fresh.secret}
          onPutAway={() => setFresh(null)}
        />
      )}
      {value.items.length === 0 && <p class="card empty">{t('webhooks.none')}</p>}
      {value.items.map((endpoint) => (
        <EndpointRow
          key={endpoint.id}
          exporterId={exporterId}
          endpoint={endpoint}
          onChanged={refresh}
          onSecret={told}
        />
      ))}
    </section>
  );
}
