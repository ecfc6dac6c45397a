import { useState } from 'preact/hooks';
import { staff } from '../app/client.js';
import { useAction } from '../app/use-action.js';
import { t } from '../i18n/messages.js';
import { FormError } from '../ui/form-error.js';

interface Props {
  title: string;
  lead: string;
  onDone: () => void;
}

export function SignIn({ title, lead, onDone }: Props) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { run, busy, error } = useAction();
  const submit = (event: Event) => {
    event.preventDefault();
    run(async () => {
      await staff.me.signIn({ email, password });
      onDone();
    });
  };
  return (
    <form class="card sign-in" onSubmit={submit}>
      <h1>{title}</h1>
      <p class="quiet">{lead}</p>
      <label>
        {t('email')}
        <input
          name="email"
          class="field"
          type="email"
          autocomplete="username"
          required
          value={email}
          onInput={(event) => setEmail(event.currentTarget.value)}
        />
      </label>
      <label>
        {t('password')}
        <input
          name="password"
          class="field"
          type="password"
          autocomplete="current-password"
          required
          value={password}
          onInput={(event) => setPassword(event.currentTarget.value)}
        />
      </label>
      <FormError error={error} />
      <button class="button" disabled={busy}>
        {t('signIn')}
      </button>
    </form>
  );
}
