import { locale, t } from '../../i18n/messages.js';
import { fromField, toField } from './local-time.js';

interface Props {
  startsAt: string;
  onChange: (startsAt: string) => void;
}

/** A moment on the clock of this device; beside it the day in words and the zone, so that nobody has to guess. */
export function StartField({ startsAt, onChange }: Props) {
  const isPast = Date.parse(startsAt) < Date.now();
  return (
    <label class="plan-field">
      <span>{t('plan.start')}</span>
      <input
        name="startsAt"
        class="field"
        type="datetime-local"
        required
        value={toField(startsAt)}
        onChange={(event) => {
          const instant = fromField(event.currentTarget.value);
          if (instant !== null) onChange(instant);
        }}
      />
      <small class={isPast ? 'plan-warning' : 'quiet'}>{isPast ? t('plan.past') : inWords(startsAt)}</small>
    </label>
  );
}

/** `Saturday 14 March 2027, 16:00 Central Africa Time` in the zone of this device. */
export const inWords = (instant: string): string =>
  new Intl.DateTimeFormat(locale.value, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'long',
  }).format(new Date(instant));
