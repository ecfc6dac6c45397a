import { apiKeys, createApiKey, revokeApiKey } from '#libs/client';
import type { ApiKey, NewApiKey } from '#libs/contracts';
import { useState } from 'preact/hooks';
import { staff } from '../../app/client.js';
import { useAction } from '../../app/use-action.js';
import { usePolled } from '../../app/use-polled.js';
import { formatMoment } from '../../i18n/format.js';
import { t } from '../../i18n/messages.js';
import { FormError } from '../../ui/form-error.js';
import { SecretOnce } from '../../ui/secret-once.js';
import { SureButton } from '../../ui/sure-button.js';

const KEYS_EVERY_MS = 15_000;

/** Keys by which the exporter's own systems call the API. */
export function KeysSection({ exporterId }: { exporterId: string }) {
  const { value, error, refresh } = usePolled(
    () => staff.me.send(apiKeys(exporterId)),
    KEYS_EVERY_MS,
    `keys ${exporterId}`,
  );
  const [fresh, setFresh] = useState<NewApiKey | null>(null);
  const made = (key: NewApiKey) => {
    setFresh(key);
    refresh();
  };
  return (
    <section class="side">
      <div class="card desk-panel">
        <h2>{t('keys.title')}</h2>
        <p class="quiet">{t('keys.note')}</p>
        <NewKey exporterId={exporterId} onMade={made} />
      </div>
      {fresh !== null && (
        <SecretOnce title={fresh.name} note={t('trade.once')} secret={fresh.secret} onPutAway={() => setFresh(null)} />
      )}
      <div class="card desk-panel">
        {value === null && <p class="quiet">{error ?? t('loading')}</p>}
        {value?.items.length === 0 && <p class="empty">{t('keys.none')}</p>}
        <ul class="orders">
          {value?.items.map((key) => (
            <KeyRow key={key.id} exporterId={exporterId} apiKey={key} onRevoked={refresh} />
          ))}
        </ul>
      </div>
    </section>
  );
}

function NewKey({ exporterId, onMade }: { exporterId: string; onMade: (key: NewApiKey) => void }) {
  const [name, setName] = useState('');
  const { run, busy, error } = useAction();
  const create = (event: Event) => {
    event.preventDefault();
    run(async () => {
      onMade(await staff.me.send(createApiKey(exporterId, name.trim())));
      setName('');
    });
  };
  return (
    <form class="toolbar" onSubmit={create}>
      <input
        name="name"
        class="field field-small"
        aria-label={t('keys.name')}
        placeholder={t('keys.name')}
        maxLength={40}
        value={name}
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <button class="button button-small" disabled={busy || name.trim() === ''}>
        {t('keys.create')}
      </button>
      <FormError error={error} />
    </form>
  );
}

interface RowProps {
  exporterId: string;
  apiKey: ApiKey;
  onRevoked: () => void;
}

function KeyRow({ exporterId, apiKey: { id, name, prefix, createdAt, lastUsedAt }, onRevoked }: RowProps) {
  const { run, busy, error } = useAction();
  const revoke = () =>
    run(async () => {
      await staff.me.send(revokeApiKey(exporterId, id));
      onRevoked();
    });
  return (
    <li class="order-row order-row-wrap">
      <div>
        <p class="order-row-head">
          <strong>
            <bdi>{name}</bdi>
          </strong>
          <code class="tag" dir="ltr">
            {prefix}…
          </code>
        </p>
        <p class="quiet order-row-foot">
          {t('keys.made', { when: formatMoment(createdAt) })} ·{' '}
          {lastUsedAt === null ? t('keys.neverUsed') : t('keys.used', { when: formatMoment(lastUsedAt) })}
        </p>
        <FormError error={error} />
      </div>
      <SureButton text={t('keys.revoke')} sure={t('keys.revokeSure')} disabled={busy} onSure={revoke} />
    </li>
  );
}
