import { useEffect, useState } from 'preact/hooks';
import { lineUpItems, rehearseScript, serviceConfig } from '#libs/client';
import { type LineUpItem, LONGEST_SCRIPT, type Rehearsal, type Session } from '#libs/contracts';
import { staff } from '../../app/client.js';
import { useAction } from '../../app/use-action.js';
import { languageName } from '../../i18n/language-names.js';
import { t } from '../../i18n/messages.js';
import { FormError } from '../../ui/form-error.js';
import { RehearsedLine } from './rehearsed-line.js';

/** What the house would make of what the host means to say. */
export function RehearsalPanel({ session }: { session: Session }) {
  const [text, setText] = useState('');
  const [to, setTo] = useState('');
  const [hasEngines, setHasEngines] = useState(false);
  const [outcome, setOutcome] = useState<{ rehearsal: Rehearsal; lineUp: readonly LineUpItem[] } | null>(null);
  const { run, busy, error } = useAction();
  useEffect(() => {
    staff.http.send(serviceConfig()).then(
      ({ engines }) => setHasEngines(engines.length > 0),
      () => {
        // without the answer nothing is offered to be translated
      },
    );
  }, []);
  const rehearse = (event: Event) => {
    event.preventDefault();
    run(async () => {
      const [rehearsal, lineUp] = await Promise.all([
        staff.me.send(rehearseScript(session.id, to === '' ? { text } : { text, to })),
        staff.me.send(lineUpItems(session.id)),
      ]);
      setOutcome({ rehearsal, lineUp: lineUp.items });
    });
  };
  return (
    <section class="card desk-panel">
      <h2>{t('plan.rehearse')}</h2>
      <p class="quiet">{t('plan.rehearseLead')}</p>
      <form class="plan-rehearse" onSubmit={rehearse}>
        <textarea
          name="script"
          class="field"
          rows={5}
          required
          maxLength={LONGEST_SCRIPT}
          aria-label={t('plan.script')}
          placeholder={t('plan.script')}
          lang={session.sourceLang}
          dir="auto"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <div class="plan-actions">
          {hasEngines && (
            <select
              name="script"
              class="field field-small plan-add"
              aria-label={t('plan.translateInto')}
              value={to}
              onChange={(event) => setTo(event.currentTarget.value)}
            >
              <option value="">{t('plan.withoutTranslation')}</option>
              {session.languages
                .filter((tag) => tag !== session.sourceLang)
                .map((tag) => (
                  <option key={tag} value={tag}>
                    {t('plan.translatedInto', { language: languageName(tag) })}
                  </option>
                ))}
            </select>
          )}
          <button class="button" disabled={busy || text.trim() === ''}>
            {t(busy ? 'plan.rehearsing' : 'plan.rehearseNow')}
          </button>
        </div>
      </form>
      <FormError error={error} />
      {outcome !== null && (
        <ol class="rehearsed" aria-label={t('plan.rehearse')} aria-busy={busy}>
          {outcome.rehearsal.sentences.map((sentence, at) => (
            <RehearsedLine
              key={at}
              sentence={sentence}
              lang={outcome.rehearsal.lang}
              to={outcome.rehearsal.to}
              languages={session.languages.filter((tag) => tag !== outcome.rehearsal.lang)}
              lineUp={outcome.lineUp}
            />
          ))}
        </ol>
      )}
    </section>
  );
}
