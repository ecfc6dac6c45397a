import { useRef, useState } from 'preact/hooks';
import { t } from '../i18n/messages.js';
import { Icon } from './icon.js';

interface Props {
  title: string;
  note: string;
  secret: string;
  onPutAway: () => void;
}

/** A secret that can be read this once. */
export function SecretOnce({ title, note, secret, onPutAway }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  // Browsers give the clipboard to secure pages only: elsewhere it is marked, and the person copies it.
  const copy = () => {
    field.current?.select();
    void navigator.clipboard?.writeText(secret).then(() => setCopied(true));
  };
  return (
    <section class="card secret" role="status" aria-label={title}>
      <h3>{title}</h3>
      <p>{note}</p>
      <p class="secret-value">
        <input
          name="secret"
          ref={field}
          class="field field-small"
          dir="ltr"
          readOnly
          aria-label={title}
          value={secret}
        />
        <button type="button" class="button button-small" onClick={copy}>
          {copied && <Icon name="check" />}
          {t(copied ? 'trade.copied' : 'trade.copy')}
        </button>
        <button type="button" class="button button-plain button-small" onClick={onPutAway}>
          {t('trade.kept')}
        </button>
      </p>
    </section>
  );
}
