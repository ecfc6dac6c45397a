import { useState } from 'preact/hooks';
import { t } from '../../i18n/messages.js';

interface Props {
  label: string;
  sure: string;
  busy: boolean;
  onSure: () => void;
}

/** For what can not be undone: it takes two presses. */
export function TwoSteps({ label, sure, busy, onSure }: Props) {
  const [asked, setAsked] = useState(false);
  if (!asked) {
    return (
      <button type="button" class="button button-plain button-small" onClick={() => setAsked(true)}>
        {label}
      </button>
    );
  }
  return (
    <>
      <button type="button" class="button button-small" disabled={busy} onClick={onSure}>
        {sure}
      </button>
      <button type="button" class="button button-plain button-small" onClick={() => setAsked(false)}>
        {t('cancel')}
      </button>
    </>
  );
}
