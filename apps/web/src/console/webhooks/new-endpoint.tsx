import { ApiProblem, createWebhook } from '#libs/client';
import { type NewWebhookEndpoint, WebhookEventType } from '#libs/contracts';
import { useState } from 'preact/hooks';
import { staff } from '../../app/client.js';
import { useAction } from '../../app/use-action.js';
import { t } from '../../i18n/messages.js';
import { FormError } from '../../ui/form-error.js';

/** Captions are much, so nobody gets them without asking; a test comes whatever is chosen. */
const choices = WebhookEventType.options.filter((type) => type !== 'webhook.test');
const usual = choices.filter((type) => type !== 'caption.final');

interface Props {
  exporterId: string;
  onMade: (endpoint: NewWebhookEndpoint) => void;
  onClose: () => void;
}

export function NewEndpoint({ exporterId, onMade, onClose }: Props) {
  const [url, setUrl] = useState('');
  const [events, setEvents] = useState<readonly WebhookEventType[]>(usual);
  /** An address in a private network is none that the house calls. */
  const [refused, setRefused] = useState(false);
  const { run, busy, error } = useAction();
  const create = (event: Event) => {
    event.preventDefault();
    setRefused(false);
    run(() =>
      staff.me
        .send(createWebhook(exporterId, { url: url.trim(), events: [...events] }))
        .then(onMade, (failure: unknown) => {
          if (!(failure instanceof ApiProblem && failure.code === 'request.invalid')) throw failure;
          setRefused(true);
        }),
    );
  };
  const toggle = (type: WebhookEventType) =>
    setEvents(events.includes(type) ? events.filter((one) => one !== type) : [...events, type]);
  return (
    <form class="stacked" onSubmit={create}>
      <div class="fields">
        <label class="fields-wide">
          <span>{t('webhooks.url')}</span>
          <input
            name="url"
            class="field field-small"
            type="url"
            dir="ltr"
            required
            maxLength={500}
            placeholder="https://"
            value={url}
            onInput={(event) => setUrl(event.currentTarget.value)}
          />
        </label>
      </div>
      <fieldset class="checks">
        <legend>{t('webhooks.events')}</legend>
        {choices.map((type) => (
          <label key={type} class="check">
            <input name="events" type="checkbox" checked={events.includes(type)} onChange={() => toggle(type)} />
            <span>
              {t(`event.${type}`)} <code class="quiet">{type}</code>
            </span>
          </label>
        ))}
      </fieldset>
      <p class="buttons">
        <button class="button button-small" disabled={busy || url.trim() === '' || events.length === 0}>
          {t('webhooks.create')}
        </button>
        <button type="button" class="button button-plain button-small" onClick={onClose}>
          {t('cancel')}
        </button>
      </p>
      <FormError error={refused ? t('webhooks.badUrl') : error} />
    </form>
  );
}
