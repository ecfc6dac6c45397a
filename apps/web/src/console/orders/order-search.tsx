import { useEffect, useState } from 'preact/hooks';
import { t } from '../../i18n/messages.js';

/** Nobody has to press anything: it searches when somebody stops typing for so long. */
const SETTLES_MS = 350;

export function OrderSearch({ onSearch }: { onSearch: (q: string) => void }) {
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    if (text === null) return;
    const timer = setTimeout(() => onSearch(text.trim()), SETTLES_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <input
      name="search"
      class="field"
      type="search"
      aria-label={t('trade.search')}
      placeholder={t('trade.search')}
      maxLength={100}
      value={text ?? ''}
      onInput={(event) => setText(event.currentTarget.value)}
    />
  );
}
