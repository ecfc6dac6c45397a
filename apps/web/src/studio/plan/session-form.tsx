import { useState } from 'preact/hooks';
import type { ScheduleSession } from '#libs/contracts';
import { languageName } from '../../i18n/language-names.js';
import { locale, t } from '../../i18n/messages.js';
import { FormError } from '../../ui/form-error.js';
import { offeredLanguages } from './offered-languages.js';
import { LanguagePicker } from './language-picker.js';
import { slugOf } from './slug-of.js';
import { StartField } from './start-field.js';

/** What a host says of a session; `languages` are those beside the spoken one. */
export type Plan = Pick<ScheduleSession, 'title' | 'slug' | 'sourceLang' | 'languages' | 'currency' | 'startsAt'>;

const currencies = ['USD', 'EUR', 'GBP', 'CNY', 'RWF', 'KES', 'TZS', 'UGX', 'ETB', 'NGN', 'ZAR', 'EGP', 'MAD', 'XOF'];
const more = ['AED', 'SAR', 'INR', 'JPY', 'KRW', 'THB', 'VND', 'IDR', 'BRL', 'MXN', 'CHF', 'TRY'];

interface Props {
  start: Plan;
  submit: string;
  busy: boolean;
  error: string | null;
  onSubmit: (plan: Plan) => void;
  onCancel?: () => void;
}

export function SessionForm({ start, submit, busy, error, onSubmit, onCancel }: Props) {
  const [plan, setPlan] = useState(start);
  // a new session's address follows its title until somebody writes one
  const [ownSlug, setOwnSlug] = useState(start.slug !== '');
  const set = (changes: Partial<Plan>) => setPlan({ ...plan, ...changes });
  const setTitle = (title: string) => set(ownSlug ? { title } : { title, slug: slugOf(title) });
  return (
    <form
      class="plan-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(plan);
      }}
    >
      <label class="plan-field plan-wide">
        <span>{t('plan.title')}</span>
        <input
          name="title"
          class="field"
          required
          maxLength={120}
          lang={plan.sourceLang}
          dir="auto"
          value={plan.title}
          onInput={(event) => setTitle(event.currentTarget.value)}
        />
      </label>
      <StartField startsAt={plan.startsAt} onChange={(startsAt) => set({ startsAt })} />
      <label class="plan-field">
        <span>{t('plan.address')}</span>
        <span class="plan-address" dir="ltr">
          <span aria-hidden="true">/s/</span>
          <input
            name="slug"
            class="field"
            required
            minLength={2}
            maxLength={64}
            pattern="[a-z0-9]+(-[a-z0-9]+)*"
            title={t('plan.addressHint')}
            value={plan.slug}
            onInput={(event) => {
              setOwnSlug(true);
              set({ slug: event.currentTarget.value.toLowerCase() });
            }}
          />
        </span>
        <small class="quiet">{t('plan.addressHint')}</small>
      </label>
      <label class="plan-field">
        <span>{t('plan.spoken')}</span>
        <select
          name="sourceLang"
          class="field"
          value={plan.sourceLang}
          onChange={({ currentTarget: { value } }) =>
            set({ sourceLang: value, languages: plan.languages.filter((tag) => tag !== value) })
          }
        >
          {[...new Set([plan.sourceLang, ...offeredLanguages])].map((tag) => (
            <option key={tag} value={tag}>
              {languageName(tag)}
            </option>
          ))}
        </select>
      </label>
      <label class="plan-field">
        <span>{t('plan.currency')}</span>
        <select
          name="currency"
          class="field"
          value={plan.currency}
          onChange={(event) => set({ currency: event.currentTarget.value })}
        >
          {[...new Set([plan.currency, ...currencies, ...more])].map((code) => (
            <option key={code} value={code}>
              {code} · {new Intl.DisplayNames(locale.value, { type: 'currency' }).of(code)}
            </option>
          ))}
        </select>
      </label>
      <LanguagePicker
        spoken={plan.sourceLang}
        languages={plan.languages}
        onChange={(languages) => set({ languages })}
      />
      <div class="plan-actions plan-wide">
        <button class="button" disabled={busy}>
          {submit}
        </button>
        {onCancel && (
          <button type="button" class="button button-plain" onClick={onCancel}>
            {t('cancel')}
          </button>
        )}
        <FormError error={error} />
      </div>
    </form>
  );
}
