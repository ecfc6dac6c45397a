import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { errorText } from '../app/error-text.js';
import { t } from '../i18n/messages.js';
import { InterfaceLanguage } from '../ui/interface-language.js';
import { PageHeader } from '../ui/page-header.js';
import { returnAddress } from './return-address.js';

export const PayFrame = ({ children }: { children: ComponentChildren }) => (
  <>
    <PageHeader>
      <InterfaceLanguage />
    </PageHeader>
    <main class="pay">
      <h1>{t('checkout')}</h1>
      {children}
      <a class="back" href={returnAddress(location.search)}>
        {t('backToSession')}
      </a>
    </main>
  </>
);

/** What the page is about, read once. */
export function useLoaded<T>(load: () => Promise<T>) {
  const [value, setValue] = useState<T | null>(null);
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    load().then(setValue, (failure: unknown) => setError(errorText(failure)));
  }, []);
  return { value, error };
}
