import { replayWebhooks } from '#libs/client';
import { useState } from 'preact/hooks';
import { staff } from '../../app/client.js';
import { useAction } from '../../app/use-action.js';
import { t } from '../../i18n/messages.js';
import { FormError } from '../../ui/form-error.js';

const DAY_MS = 86_400_000;

interface Props {
  exporterId: string;
  webhookId: string;
  onReplayed: () => void;
}

/** Delivers what was sent within a time again: after a receiver was down, or has lost what it was told. */
export function ReplayForm({ exporterId, webhookId, onReplayed }: Props) {
  const [open, setOpen] = useState(false);
  const [since, setSince] = useState(() => clockTime(new Date(Date.now() - DAY_MS)));
  const [until, setUntil] = useState('');
  const [missedOnly, setMissedOnly] = useState(true);
  const [count, setCount] = useState<number | null>(null);
  const { run, busy, error } = useAction();
  const replay = (event: Event) => {
    event.preventDefault();
    run(async () => {
      const time = { since: instant(since), until: until === '' ? undefined : instant(until) };
      const which = { ...time, undelivered: missedOnly };
      setCount((await staff.me.send(replayWebhooks(exporterId, webhookId, which))).deliveries);
      setOpen(false);
      onReplayed();
    });
  };
  if (!open)
    return (
      <p class="buttons">
        <button type="button" class="button button-outline button-small" onClick={() => setOpen(true)}>
          {t('webhooks.replayTime')}
        </button>
        <span role="status">{count !== null && t('webhooks.replayed', { count })}</span>
      </p>
    );
  return (
    <form class="stacked replay" onSubmit={replay}>
      <div class="fields">
        <label>
          <span>{t('webhooks.since')}</span>
          <input
            name="since"
            class="field field-small"
            type="datetime-local"
            required
            value={since}
            onInput={(event) => setSince(event.currentTarget.value)}
          />
        </label>
        <label>
          <span>{t('webhooks.until')}</span>
          <input
            name="until"
            class="field field-small"
            type="datetime-local"
            min={since}
            value={until}
            onInput={(event) => setUntil(event.currentTarget.value)}
          />
        </label>
        <label class="check fields-wide">
          <input name="missedOnly" type="checkbox" checked={missedOnly} onChange={() => setMissedOnly(!missedOnly)} />
          <span>{t('webhooks.missedOnly')}</span>
        </label>
      </div>
      <p class="buttons">
        <button class="button button-small" disabled={busy || since === ''}>
          {t('webhooks.replayAll')}
        </button>
        <button type="button" class="button button-plain button-small" onClick={() => setOpen(false)}>
          {t('cancel')}
        </button>
      </p>
      <FormError error={error} />
    </form>
  );
}

/** As the clock on the wall here shows it: what a field for a date and a time takes. */
const clockTime = (date: Date): string =>
  new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

const instant = (clock: string): string => new Date(clock).toISOString();
