import { houseAlerts } from '#libs/client';
import type { Alert } from '#libs/contracts';
import { staff } from '../app/client.js';
import { usePolled } from '../app/use-polled.js';
import { formatMoment } from '../i18n/format.js';
import { t } from '../i18n/messages.js';
import { Icon } from '../ui/icon.js';

const EVERY_MS = 5000;

/** What wants somebody now, before everything else; one calm line while there is nothing. */
export function AlertList() {
  const { value, error } = usePolled(() => staff.me.send(houseAlerts()), EVERY_MS, 'alerts');
  if (value === null) return <p class={error === null ? 'quiet' : 'form-error'}>{error ?? t('loading')}</p>;
  return (
    <section aria-label={t('operateAlerts')}>
      <p class="form-error" role="status">
        {error}
      </p>
      {value.items.length === 0 ? (
        <p class="all-well">
          <Icon name="check" />
          {t('operateAllWell')}
        </p>
      ) : (
        <ul class="alerts" role="list">
          {value.items.map((alert) => (
            <AlertRow key={alert.code} alert={alert} />
          ))}
        </ul>
      )}
    </section>
  );
}

const AlertRow = ({ alert: { code, severity, count, since } }: { alert: Alert }) => (
  <li class={`alert alert-${severity}`}>
    <Icon name="alert" />
    <strong>{t(`operate.alert.${code}`, { count })}</strong>
    {since !== null && (
      <time class="alert-since" dateTime={since}>
        {t('operateSince', { when: formatMoment(since) })}
      </time>
    )}
  </li>
);
