import { ownName } from '#libs/pages';
import { languageName } from '../../i18n/language-names.js';
import { t } from '../../i18n/messages.js';
import { Chips } from './chips.js';
import { offeredLanguages } from './offered-languages.js';

/** As many as the server takes, beside the spoken one. */
const MOST = 39;

interface Props {
  spoken: string;
  languages: readonly string[];
  onChange: (languages: string[]) => void;
}

/** The languages that viewers may choose, beside the one that is spoken. */
export function LanguagePicker({ spoken, languages, onChange }: Props) {
  const left = offeredLanguages.filter((tag) => tag !== spoken && !languages.includes(tag));
  return (
    <fieldset class="plan-field plan-wide">
      <legend>{t('plan.languages')}</legend>
      <Chips
        items={languages.map((tag) => ({ value: tag, text: languageName(tag) }))}
        empty={t('plan.noLanguages')}
        onRemove={(tag) => onChange(languages.filter((each) => each !== tag))}
      />
      <select
        name="language"
        class="field field-small plan-add"
        aria-label={t('plan.addLanguage')}
        value=""
        disabled={languages.length >= MOST}
        onChange={({ currentTarget }) => {
          if (currentTarget.value !== '') onChange([...languages, currentTarget.value]);
          currentTarget.value = '';
        }}
      >
        <option value="">{t('plan.addLanguage')}</option>
        {left.map((tag) => (
          <option key={tag} value={tag}>
            {languageName(tag)} · {ownName(tag)}
          </option>
        ))}
      </select>
    </fieldset>
  );
}
