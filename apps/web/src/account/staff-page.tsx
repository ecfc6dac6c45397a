import type { ComponentType } from 'preact';
import { useState } from 'preact/hooks';
import { staff } from '../app/client.js';
import { t } from '../i18n/messages.js';
import { InterfaceLanguage } from '../ui/interface-language.js';
import { PageHeader } from '../ui/page-header.js';
import { SignIn } from './sign-in.js';

interface Props {
  title: string;
  lead: string;
  Content: ComponentType;
}

/** A page for people with an account: asks who they are, then shows what is theirs. */
export function StaffPage({ title, lead, Content }: Props) {
  const [account, setAccount] = useState(staff.me.account);
  const signOut = () => {
    staff.me.signOut();
    setAccount(null);
  };
  return (
    <>
      <PageHeader>
        {account && (
          <>
            <bdi class="account-name">{account.displayName}</bdi>
            <button type="button" class="button button-plain button-small" onClick={signOut}>
              {t('signOut')}
            </button>
          </>
        )}
        <InterfaceLanguage />
      </PageHeader>
      <main class="staff">
        {account ? (
          <Content key={account.id} />
        ) : (
          <SignIn title={title} lead={lead} onDone={() => setAccount(staff.me.account)} />
        )}
      </main>
    </>
  );
}
