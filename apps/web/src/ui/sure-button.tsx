import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/messages.js';

interface Props {
  text: string;
  /** What the second press says: it names what happens. */
  sure: string;
  disabled?: boolean;
  onSure: () => void;
}

/** What can not be taken back takes two presses. */
export function SureButton({ text, sure, disabled = false, onSure }: Props) {
  const [asked, setAsked] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), [asked]);
  const press = () => {
    setAsked(false);
    onSure();
  };
  if (!asked)
    return (
      <button
        type="button"
        class="button button-outline button-small"
        disabled={disabled}
        onClick={() => setAsked(true)}
      >
        {text}
      </button>
    );
  return (
    <span class="sure" role="group" aria-label={text}>
      <button ref={button} type="button" class="button button-small button-alarm" disabled={disabled} onClick={press}>
        {sure}
      </button>
      <button type="button" class="button button-plain button-small" onClick={() => setAsked(false)}>
        {t('cancel')}
      </button>
    </span>
  );
}
