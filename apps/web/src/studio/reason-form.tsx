import { useState } from 'preact/hooks';
import { t } from '../i18n/messages.js';
import { focusAtOnce } from './focus-at-once.js';

interface Props {
  label: string;
  action: string;
  busy: boolean;
  onReason: (reason: string) => void;
  onCancel: () => void;
}

/** Whoever takes something back says why, in words that others read. */
export function ReasonForm({ label, action, busy, onReason, onCancel }: Props) {
  const [reason, setReason] = useState('');
  const submit = (event: Event) => {
    event.preventDefault();
    onReason(reason.trim());
  };
  return (
    <form class="reason-form" onSubmit={submit}>
      <input
        name="reason"
        class="field field-small"
        aria-label={label}
        placeholder={label}
        maxLength={300}
        value={reason}
        ref={focusAtOnce}
        onInput={(event) => setReason(event.currentTarget.value)}
        onKeyDown={({ key }) => key === 'Escape' && onCancel()}
      />
      <button class="button button-small" disabled={busy || reason.trim() === ''}>
        {action}
      </button>
      <button type="button" class="button button-plain button-small" onClick={onCancel}>
        {t('desk.back')}
      </button>
    </form>
  );
}
