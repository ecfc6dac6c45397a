import { changeWebhook, deleteWebhook, renewWebhookSecret, testWebhook } from '#libs/client';
import type { NewWebhookEndpoint, WebhookEndpoint } from '#libs/contracts';
import { staff } from '../../app/client.js';
import { useAction } from '../../app/use-action.js';
import { formatMoment } from '../../i18n/format.js';
import { t } from '../../i18n/messages.js';
import { FormError } from '../../ui/form-error.js';
import { SureButton } from '../../ui/sure-button.js';

interface Props {
  exporterId: string;
  endpoint: WebhookEndpoint;
  onChanged: () => void;
  onSecret: (endpoint: NewWebhookEndpoint) => void;
}

export function EndpointRow({ exporterId, endpoint, onChanged, onSecret }: Props) {
  const { id, url, events, disabledAt } = endpoint;
  const { run, busy, error } = useAction();
  const then = (work: () => Promise<unknown>) =>
    run(async () => {
      await work();
      onChanged();
    });
  const turn = (enabled: boolean) => then(() => staff.me.send(changeWebhook(exporterId, id, { url, events, enabled })));
  const test = () =>
    run(async () => {
      await staff.me.send(testWebhook(exporterId, id));
      location.hash = `#webhooks/${id}`;
    });
  return (
    <article class="card desk-panel">
      <p class="order-row-head">
        <a class="order-link endpoint-url" href={`#webhooks/${id}`} dir="ltr">
          {url}
        </a>
        <span class={`state ${disabledAt === null ? 'delivery-delivered' : 'delivery-failed'}`}>
          {disabledAt === null ? t('webhooks.on') : t('webhooks.offSince', { when: formatMoment(disabledAt) })}
        </span>
      </p>
      <p class="tags">
        {events.length === 0 && <span class="tag">{t('webhooks.allEvents')}</span>}
        {events.map((type) => (
          <code key={type} class="tag">
            {type}
          </code>
        ))}
      </p>
      <p class="buttons">
        <a class="button button-small" href={`#webhooks/${id}`}>
          {t('webhooks.deliveries')}
        </a>
        <button type="button" class="button button-outline button-small" disabled={busy} onClick={test}>
          {t('webhooks.test')}
        </button>
        <SureButton
          text={t('webhooks.renew')}
          sure={t('webhooks.renewSure')}
          disabled={busy}
          onSure={() => run(async () => onSecret(await staff.me.send(renewWebhookSecret(exporterId, id))))}
        />
        {disabledAt === null ? (
          <SureButton
            text={t('webhooks.switchOff')}
            sure={t('webhooks.switchOffSure')}
            disabled={busy}
            onSure={() => turn(false)}
          />
        ) : (
          <button type="button" class="button button-outline button-small" disabled={busy} onClick={() => turn(true)}>
            {t('webhooks.switchOn')}
          </button>
        )}
        <SureButton
          text={t('webhooks.delete')}
          sure={t('webhooks.deleteSure')}
          disabled={busy}
          onSure={() => then(() => staff.me.send(deleteWebhook(exporterId, id)))}
        />
      </p>
      <FormError error={error} />
    </article>
  );
}
