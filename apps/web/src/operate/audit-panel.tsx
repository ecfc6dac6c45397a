import { auditEntries } from '#libs/client';
import { AuditAction } from '#libs/contracts';
import { useState } from 'preact/hooks';
import { t } from '../i18n/messages.js';
import { AuditRow } from './audit-row.js';
import { ShowMore } from './show-more.js';
import { usePages } from './use-pages.js';

const EVERY_MS = 5000;
const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

export function AuditPanel() {
  const [action, setAction] = useState<AuditAction | ''>('');
  const [session, setSession] = useState('');
  const [actor, setActor] = useState('');
  const filter = {
    ...(action && { action }),
    ...(uuid.test(session) && { session }),
    ...(uuid.test(actor) && { actor }),
  };
  const pages = usePages((place) => auditEntries({ ...filter, ...place }), JSON.stringify(filter), EVERY_MS);
  return (
    <section class="operate-section" aria-label={t('operateAudit')}>
      <div class="audit-filter">
        <label>
          {t('auditAction')}
          <select
            name="action"
            class="field field-small"
            value={action}
            onChange={(event) => setAction(event.currentTarget.value as AuditAction | '')}
          >
            <option value="">{t('operateAll')}</option>
            {AuditAction.options.map((option) => (
              <option key={option} value={option}>
                {t(`operate.audit.${option}`)}
              </option>
            ))}
          </select>
        </label>
        <IdField label={t('auditActor')} value={actor} onInput={setActor} />
        <IdField label={t('auditSession')} value={session} onInput={setSession} />
      </div>
      <p class="form-error" role="status">
        {pages.error}
      </p>
      {pages.items === null && pages.error === null && <p class="quiet">{t('loading')}</p>}
      {pages.items?.length === 0 && <p class="card operate-empty">{t('auditEmpty')}</p>}
      {(pages.items?.length ?? 0) > 0 && (
        <ul class="card audit" role="list">
          {pages.items?.map((entry) => (
            <AuditRow key={entry.id} entry={entry} onSession={setSession} onActor={setActor} />
          ))}
        </ul>
      )}
      <ShowMore pages={pages} />
    </section>
  );
}

interface FieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
}

const IdField = ({ label, value, onInput }: FieldProps) => (
  <label>
    {label}
    <input
      name="subject"
      class="field field-small"
      spellcheck={false}
      autocomplete="off"
      aria-invalid={value !== '' && !uuid.test(value)}
      value={value}
      onInput={(event) => onInput(event.currentTarget.value.trim())}
    />
  </label>
);
