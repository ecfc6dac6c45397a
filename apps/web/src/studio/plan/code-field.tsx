import { t } from '../../i18n/messages.js';
import { isSafeCode } from './next-code.js';

interface Props {
  value: string;
  onChange: (code: string) => void;
}

/** One to three letters and digits that nobody mistakes for others. */
export const CodeField = ({ value, onChange }: Props) => (
  <input
    name="code"
    class="field field-small plan-code-field"
    aria-label={t('plan.code')}
    title={t('plan.codeHint')}
    required
    maxLength={3}
    pattern="[A-HJ-NP-Z1-9][A-HJ-NP-Z0-9]{0,2}"
    autocapitalize="characters"
    autocomplete="off"
    spellcheck={false}
    dir="ltr"
    aria-invalid={value !== '' && !isSafeCode(value)}
    value={value}
    onInput={(event) => onChange(event.currentTarget.value.toUpperCase().trim())}
  />
);
