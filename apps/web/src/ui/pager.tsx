import { useState } from 'preact/hooks';
import { t } from '../i18n/messages.js';

export interface Place {
  cursor: string | undefined;
  hasEarlier: boolean;
  earlier: () => void;
  later: (cursor: string) => void;
  restart: () => void;
}

/** Where somebody is in a list that is read page by page. */
export function usePlace(): Place {
  const [cursors, setCursors] = useState<readonly string[]>([]);
  return {
    cursor: cursors.at(-1),
    hasEarlier: cursors.length > 0,
    earlier: () => setCursors(cursors.slice(0, -1)),
    later: (cursor) => setCursors([...cursors, cursor]),
    restart: () => setCursors([]),
  };
}

export function Pager({ place, next }: { place: Place; next: string | null }) {
  if (!place.hasEarlier && next === null) return null;
  return (
    <nav class="pager" aria-label={t('trade.pages')}>
      <button
        type="button"
        class="button button-outline button-small"
        disabled={!place.hasEarlier}
        onClick={place.earlier}
      >
        {t('trade.newer')}
      </button>
      <button
        type="button"
        class="button button-outline button-small"
        disabled={next === null}
        onClick={() => next !== null && place.later(next)}
      >
        {t('trade.older')}
      </button>
    </nav>
  );
}
