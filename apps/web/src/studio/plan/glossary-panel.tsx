import { useState } from 'preact/hooks';
import { glossary, importGlossary, removeGlossaryTerm } from '#libs/client';
import type { GlossaryTerm, Session } from '#libs/contracts';
import { staff } from '../../app/client.js';
import { useAction } from '../../app/use-action.js';
import { usePolled } from '../../app/use-polled.js';
import { formatCount } from '../../i18n/format.js';
import { languageName } from '../../i18n/language-names.js';
import { t } from '../../i18n/messages.js';
import { FormError } from '../../ui/form-error.js';
import { Icon } from '../../ui/icon.js';
import { TermForm } from './term-form.js';

const EVERY_MS = 15_000;

/** The words of the session that must come out right in every language. */
export function GlossaryPanel({ session }: { session: Session }) {
  const { value, error, refresh } = usePolled(() => staff.me.send(glossary(session.id)), EVERY_MS, session.id);
  const [q, setQ] = useState('');
  const { run, busy, error: refused } = useAction();
  const terms = (value?.terms ?? []).filter((term) => says(term, q));
  const remove = (term: string) =>
    run(async () => {
      await staff.me.send(removeGlossaryTerm(session.id, term));
      refresh();
    });
  return (
    <section class="card desk-panel">
      <h2>{t('plan.glossary')}</h2>
      <p class="quiet">{t('plan.glossaryLead')}</p>
      {value === null && <p class="quiet">{error ?? t('loading')}</p>}
      {value !== null && value.terms.length > 0 && (
        <>
          <input
            name="search"
            class="field field-small"
            type="search"
            placeholder={t('plan.findTerm', { count: formatCount(value.terms.length) })}
            aria-label={t('plan.findTerm', { count: formatCount(value.terms.length) })}
            value={q}
            onInput={(event) => setQ(event.currentTarget.value)}
          />
          <ul class="plan-terms" tabindex={0} aria-label={t('plan.glossary')}>
            {terms.map((term) => (
              <TermRow key={term.id} term={term} busy={busy} onRemove={() => remove(term.id)} />
            ))}
          </ul>
        </>
      )}
      <TermForm session={session} onAdded={refresh} />
      <label class="button button-outline button-small plan-file">
        {t('plan.importTerms')}
        <input
          name="file"
          type="file"
          accept=".csv,.tbx,text/csv,application/x-tbx"
          disabled={busy}
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            currentTarget.value = '';
            if (file) run(() => send(session.id, file).then(refresh));
          }}
        />
      </label>
      <FormError error={refused} />
    </section>
  );
}

async function send(session: string, file: File): Promise<void> {
  const format = /\.(?:tbx|xml)$/i.test(file.name) ? 'tbx' : 'csv';
  await staff.me.send(importGlossary(session, { format, content: await file.text() }));
}

const says = ({ source, targets }: GlossaryTerm, q: string): boolean =>
  [source, ...Object.values(targets)].some((text) => text.toLowerCase().includes(q.trim().toLowerCase()));

interface RowProps {
  term: GlossaryTerm;
  busy: boolean;
  onRemove: () => void;
}

const TermRow = ({ term, busy, onRemove }: RowProps) => (
  <li>
    <div>
      <strong>
        <bdi>{term.source}</bdi>
      </strong>
      <p class="quiet">{targetsOf(term)}</p>
    </div>
    <button
      type="button"
      class="icon-button"
      aria-label={t('plan.removeNamed', { name: term.source })}
      disabled={busy}
      onClick={onRemove}
    >
      <Icon name="close" />
    </button>
  </li>
);

function targetsOf({ source, targets }: GlossaryTerm) {
  const { '*': everywhere, ...named } = targets;
  const parts = Object.entries(named).map(([tag, text]) => ({ name: languageName(tag), text, tag }));
  return (
    <>
      {parts.map(({ name, text, tag }, at) => (
        <span key={tag}>
          {at > 0 && ' · '}
          {name} <bdi lang={tag}>{text}</bdi>
        </span>
      ))}
      {everywhere !== undefined && (
        <span>
          {parts.length > 0 && ' · '}
          {everywhere === source ? t('plan.keptEverywhere') : everywhere}
        </span>
      )}
    </>
  );
}
