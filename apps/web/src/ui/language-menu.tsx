import { Icon } from './icon.js';
import { ownName } from '#libs/pages';
import { languageName } from '../i18n/language-names.js';

interface Props {
  label: string;
  languages: readonly string[];
  value: string;
  onChange: (tag: string) => void;
}

/** A native select: every phone and screen reader knows how to open it. */
export const LanguageMenu = ({ label, languages, value, onChange }: Props) => (
  <label class="language-menu">
    <Icon name="globe" />
    <span class="sr-only">{label}</span>
    <span class="language-menu-value" aria-hidden="true" lang={value}>
      {ownName(value)}
    </span>
    <select name="language" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      {languages.map((tag) => (
        <option key={tag} value={tag} lang={tag}>
          {ownName(tag)} · {languageName(tag)}
        </option>
      ))}
    </select>
  </label>
);
