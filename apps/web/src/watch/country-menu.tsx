import { countriesIn } from '#libs/pages';
import { locale, t } from '../i18n/messages.js';
import { countryName } from '../i18n/language-names.js';
import { Icon } from '../ui/icon.js';
import type { WatchRoom } from './watch-room.js';

/** Where the viewer is, if they want to say so: it is counted, and where goods come from there, nobody is told of duties. */
export function CountryMenu({ room }: { room: WatchRoom }) {
  const country = room.country.value;
  return (
    <label class="language-menu" title={country === undefined ? t('yourCountry') : countryName(country)}>
      <Icon name="place" />
      <span class="sr-only">{t('yourCountry')}</span>
      <span class="language-menu-value" aria-hidden="true">
        {country ?? '–'}
      </span>
      <select
        name="country"
        value={country ?? ''}
        autocomplete="country"
        onChange={(event) => room.changeCountry(event.currentTarget.value || undefined)}
      >
        <option value="">{t('countryUntold')}</option>
        {countriesIn(locale.value).map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
