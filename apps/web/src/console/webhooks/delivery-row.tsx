import { replayWebhook, webhookDelivery } from '#libs/client';
import type { WebhookDelivery } from '#libs/contracts';
import { useState } from 'preact/hooks';
import { staff } from '../../app/client.js';
import { useAction } from '../../app/use-action.js';
import { formatCount, formatMoment } from '../../i18n/format.js';
import { t } from '../../i18n/messages.js';
import { FormError } from '../../ui/form-error.js';

interface Props {
  exporterId: string;
  delivery: WebhookDelivery;
  onReplayed: () => void;
}

export function DeliveryRow({ exporterId, delivery, onReplayed }: Props) {
  const { id, endpointId, type, state, attempts, nextAt, createdAt } = delivery;
  const [payload, setPayload] = useState<string | null>(null);
  const { run, busy, error } = useAction();
  const isRetried = state === 'pending' && attempts > 0;
  const replay = () =>
    run(async () => {
      await staff.me.send(replayWebhook(exporterId, endpointId, id));
      onReplayed();
    });
  const toggle = () =>
    run(async () => {
      if (payload !== null) return setPayload(null);
      const detail = await staff.me.send(webhookDelivery(exporterId, endpointId, id));
      setPayload(JSON.stringify(detail.payload, null, 2));
    });
  return (
    <li class="order-row order-row-stack">
      <div class="order-row-line order-row-wrap">
        <div>
          <p class="order-row-head">
            <strong>
              <code>{type}</code>
            </strong>
            <span class={`state delivery-${state}`}>{t(isRetried ? 'delivery.retried' : `delivery.${state}`)}</span>
          </p>
          <p class="quiet order-row-foot">
            <time dateTime={createdAt}>{formatMoment(createdAt)}</time> · {t('webhooks.attempts', { count: attempts })}
            {isRetried && nextAt !== null && <> · {t('webhooks.nextAt', { when: formatMoment(nextAt) })}</>}
          </p>
          <LastAnswer delivery={delivery} />
        </div>
        <p class="buttons">
          <button
            type="button"
            class="button button-plain button-small"
            aria-expanded={payload !== null}
            disabled={busy}
            onClick={toggle}
          >
            {t(payload === null ? 'webhooks.showPayload' : 'webhooks.hidePayload')}
          </button>
          <button type="button" class="button button-outline button-small" disabled={busy} onClick={replay}>
            {t('webhooks.replay')}
          </button>
        </p>
      </div>
      {payload !== null && (
        <pre class="payload" dir="ltr" tabIndex={0}>
          {payload}
        </pre>
      )}
      <FormError error={error} />
    </li>
  );
}

/** What the receiver said last, and how long it took. */
const LastAnswer = ({ delivery: { lastAt, lastStatus, lastMs } }: { delivery: WebhookDelivery }) =>
  lastAt !== null && (
    <p class="order-row-foot">
      {lastStatus === null ? t('webhooks.noAnswer') : t('webhooks.answered', { status: String(lastStatus) })}
      {lastMs !== null && <span class="quiet"> · {t('webhooks.took', { ms: formatCount(lastMs) })}</span>}
    </p>
  );
