import { endInEmergency } from '#libs/client';
import { EmergencyReason, type Session } from '#libs/contracts';
import { useState } from 'preact/hooks';
import { staff } from '../app/client.js';
import { useAction } from '../app/use-action.js';
import { t } from '../i18n/messages.js';
import { FormError } from '../ui/form-error.js';

interface Props {
  session: Session;
  onEnded: () => void;
}

/** Asks for a reason before it ends what somebody else hosts: there is no way back. */
export function EndSession({ session, onEnded }: Props) {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState<EmergencyReason | ''>('');
  const { run, busy, error } = useAction();
  const end = (event: Event) => {
    event.preventDefault();
    if (reason === '') return;
    run(async () => {
      await staff.me.send(endInEmergency(session.id, reason));
      setAsking(false);
      onEnded();
    });
  };
  if (!asking)
    return (
      <button type="button" class="button button-plain button-small end-session" onClick={() => setAsking(true)}>
        {t('operateEnd')}
      </button>
    );
  return (
    <form class="end-form" onSubmit={end}>
      <p>
        <strong>{t('operateEndWarning')}</strong>
      </p>
      <label>
        {t('operateReason')}
        <select
          name="reason"
          class="field field-small"
          required
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value as EmergencyReason | '')}
        >
          <option value="">{t('operateChoose')}</option>
          {EmergencyReason.options.map((option) => (
            <option key={option} value={option}>
              {t(`operateReason.${option}`)}
            </option>
          ))}
        </select>
      </label>
      <div class="end-buttons">
        <button class="button button-small button-alarm" disabled={busy || reason === ''}>
          {t('operateEndNow')}
        </button>
        <button type="button" class="button button-plain button-small" onClick={() => setAsking(false)}>
          {t('cancel')}
        </button>
      </div>
      <FormError error={error} />
    </form>
  );
}
