import { useState } from 'preact/hooks';
import { cancelSession, changeSession } from '#libs/client';
import type { Session } from '#libs/contracts';
import { staff } from '../../app/client.js';
import { useAction } from '../../app/use-action.js';
import { languageName } from '../../i18n/language-names.js';
import { t } from '../../i18n/messages.js';
import { FormError } from '../../ui/form-error.js';
import { StatusBadge } from '../../ui/status-badge.js';
import { GlossaryPanel } from './glossary-panel.js';
import { LineUpEditor } from './line-up-editor.js';
import { RehearsalPanel } from './rehearsal-panel.js';
import { SellingPanel } from './selling-panel.js';
import { type Plan, SessionForm } from './session-form.js';
import { inWords } from './start-field.js';
import { TwoSteps } from './two-steps.js';

interface Props {
  session: Session;
  onChanged: () => void;
}

/** Everything that can be prepared of one session. */
export function SessionPlan({ session, onChanged }: Props) {
  const isOver = session.state === 'ended' || session.state === 'cancelled';
  return (
    <>
      <Head session={session} onChanged={onChanged} />
      {!isOver && (
        <>
          <LineUpEditor session={session} />
          <div class="plan-words">
            <SellingPanel session={session} />
            <GlossaryPanel session={session} />
          </div>
          <RehearsalPanel session={session} />
        </>
      )}
    </>
  );
}

function Head({ session, onChanged }: Props) {
  const [changing, setChanging] = useState(false);
  const { run, busy, error } = useAction();
  const start: Plan = { ...session, languages: session.languages.filter((tag) => tag !== session.sourceLang) };
  const save = ({ title, slug, sourceLang, languages, currency, startsAt }: Plan) =>
    run(async () => {
      const changes = { title, slug, sourceLang, languages: [sourceLang, ...languages], currency, startsAt };
      await staff.me.send(changeSession(session.id, changes));
      setChanging(false);
      onChanged();
    });
  const callOff = () =>
    run(async () => {
      await staff.me.send(cancelSession(session.id));
      onChanged();
    });
  return (
    <section class="card desk-panel">
      <header class="plan-head">
        <h1>
          <bdi lang={session.sourceLang}>{session.title}</bdi>
        </h1>
        <StatusBadge state={session.state} />
      </header>
      {changing ? (
        <SessionForm
          start={start}
          submit={t('save')}
          busy={busy}
          error={error}
          onSubmit={save}
          onCancel={() => setChanging(false)}
        />
      ) : (
        <>
          <p>{inWords(session.startedAt ?? session.startsAt)}</p>
          <p class="tags">
            {session.languages.map((tag) => (
              <span key={tag} class="tag">
                {languageName(tag)}
              </span>
            ))}
          </p>
          <div class="plan-actions">
            <a class="button button-outline button-small" href={`/s/${session.slug}`} target="_blank" rel="noopener">
              {t('watchPage')}
            </a>
            {session.state === 'scheduled' && (
              <>
                <button type="button" class="button button-outline button-small" onClick={() => setChanging(true)}>
                  {t('plan.change')}
                </button>
                <TwoSteps label={t('plan.callOff')} sure={t('plan.callOffSure')} busy={busy} onSure={callOff} />
              </>
            )}
          </div>
          <FormError error={error} />
        </>
      )}
    </section>
  );
}
