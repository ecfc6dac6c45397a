import { useState } from 'preact/hooks';
import { addGlossaryTerm } from '#libs/client';
import type { Session } from '#libs/contracts';
import { staff } from '../../app/client.js';
import { useAction } from '../../app/use-action.js';
import { languageName } from '../../i18n/language-names.js';
import { t } from '../../i18n/messages.js';
import { FormError } from '../../ui/form-error.js';

interface Props {
  session: Session;
  onAdded: () => void;
}

/** A word and what it becomes; what is left empty stays as it is. */
export function TermForm({ session, onAdded }: Props) {
  const [source, setSource] = useState('');
  const [targets, setTargets] = useState<Readonly<Record<string, string>>>({});
  const { run, busy, error } = useAction();
  const add = (event: Event) => {
    event.preventDefault();
    const named = Object.entries(targets).flatMap(([tag, text]) => (text.trim() === '' ? [] : [[tag, text.trim()]]));
    run(async () => {
      const term = { sourceLang: session.sourceLang, source: source.trim(), targets: Object.fromEntries(named) };
      await staff.me.send(addGlossaryTerm(session.id, term));
      setSource('');
      setTargets({});
      onAdded();
    });
  };
  return (
    <details class="plan-term-form">
      <summary>{t('plan.addTerm')}</summary>
      <form onSubmit={add}>
        <label class="plan-field">
          <span>{t('plan.termIn', { language: languageName(session.sourceLang) })}</span>
          <input
            name="source"
            class="field field-small"
            required
            maxLength={120}
            lang={session.sourceLang}
            value={source}
            onInput={(event) => setSource(event.currentTarget.value)}
          />
        </label>
        {session.languages
          .filter((tag) => tag !== session.sourceLang)
          .map((tag) => (
            <label key={tag} class="plan-field">
              <span>{languageName(tag)}</span>
              <input
                name="tag"
                class="field field-small"
                maxLength={120}
                lang={tag}
                dir="auto"
                value={targets[tag] ?? ''}
                onInput={(event) => setTargets({ ...targets, [tag]: event.currentTarget.value })}
              />
            </label>
          ))}
        <p class="quiet">{t('plan.termHint')}</p>
        <button class="button button-small" disabled={busy || source.trim() === ''}>
          {t('plan.addTerm')}
        </button>
        <FormError error={error} />
      </form>
    </details>
  );
}
