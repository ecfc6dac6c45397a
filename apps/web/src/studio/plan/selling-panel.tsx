import { useEffect, useState } from 'preact/hooks';
import { claimWords, putClaimWords, putShippingRule, shippingRule } from '#libs/client';
import type { Session } from '#libs/contracts';
import { staff } from '../../app/client.js';
import { useAction } from '../../app/use-action.js';
import { t } from '../../i18n/messages.js';
import { FormError } from '../../ui/form-error.js';
import { Chips } from './chips.js';

/** How the session sells: its own words for "I buy it", and what buyers have to say before they pay. */
export function SellingPanel({ session }: { session: Session }) {
  const [words, setWords] = useState<readonly string[] | null>(null);
  const [addressNeeded, setAddressNeeded] = useState<boolean | null>(null);
  const [typed, setTyped] = useState('');
  const { run, busy, error } = useAction();
  useEffect(
    () =>
      run(async () => {
        setWords((await staff.me.send(claimWords(session.id))).words);
        setAddressNeeded((await staff.me.send(shippingRule(session.id))).addressNeeded);
      }),
    [session.id],
  );
  const put = (next: readonly string[]) =>
    run(async () => {
      setWords((await staff.me.send(putClaimWords(session.id, next))).words);
      setTyped('');
    });
  const need = (needed: boolean) =>
    run(async () =>
      setAddressNeeded((await staff.me.send(putShippingRule(session.id, { addressNeeded: needed }))).addressNeeded),
    );
  return (
    <section class="card desk-panel">
      <h2>{t('plan.selling')}</h2>
      <h3>{t('plan.claimWords')}</h3>
      <p class="quiet">{t('plan.claimWordsLead')}</p>
      {words !== null && (
        <Chips
          items={words.map((word) => ({ value: word, text: word }))}
          empty={t('plan.noClaimWords')}
          onRemove={(word) => put(words.filter((each) => each !== word))}
        />
      )}
      <form
        class="plan-inline"
        onSubmit={(event) => {
          event.preventDefault();
          if (words !== null && typed.trim() !== '') put([...words, typed.trim()]);
        }}
      >
        <input
          name="search"
          class="field field-small"
          maxLength={40}
          aria-label={t('plan.claimWord')}
          placeholder={t('plan.claimWord')}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <button class="button button-outline button-small" disabled={busy || typed.trim() === ''}>
          {t('plan.add')}
        </button>
      </form>
      <label class="plan-check">
        <input
          name="addressNeeded"
          type="checkbox"
          checked={addressNeeded === true}
          disabled={busy || addressNeeded === null}
          onChange={(event) => need(event.currentTarget.checked)}
        />
        <span>{t('plan.addressNeeded')}</span>
      </label>
      <FormError error={error} />
    </section>
  );
}
