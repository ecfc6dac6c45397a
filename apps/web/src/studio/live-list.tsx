import type { ComponentChildren } from 'preact';
import type { Page } from '#libs/contracts';
import { t } from '../i18n/messages.js';
import { FormError } from '../ui/form-error.js';

/** As many rows as a host reads in one look; the rest is counted. */
export const SHOWN_ROWS = 50;

interface Props<T> {
  page: Page<T> | null;
  error: string | null;
  empty: string;
  row: (item: T) => ComponentChildren;
}

/** Rows that come and go while somebody looks. */
export function LiveList<T>({ page, error, empty, row }: Props<T>) {
  if (page === null) return error === null ? <p class="quiet">{t('loading')}</p> : <FormError error={error} />;
  return (
    <>
      {page.items.length === 0 && <p class="empty">{empty}</p>}
      <ol class="live-list" tabIndex={page.items.length > 0 ? 0 : undefined}>
        {page.items.map(row)}
      </ol>
      {page.nextCursor !== null && <p class="quiet">{t('desk.firstRows', { count: SHOWN_ROWS })}</p>}
      <FormError error={error} />
    </>
  );
}
