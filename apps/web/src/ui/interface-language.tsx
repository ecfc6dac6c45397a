import { rememberLanguage } from '../i18n/language-choice.js';
import { interfaceLanguages, locale, speak, t } from '../i18n/messages.js';
import { LanguageMenu } from './language-menu.js';

export const InterfaceLanguage = () => (
  <LanguageMenu
    label={t('readIn')}
    languages={interfaceLanguages}
    value={locale.value.split('-')[0] ?? 'en'}
    onChange={(tag) => {
      rememberLanguage(tag);
      void speak(tag);
    }}
  />
);
