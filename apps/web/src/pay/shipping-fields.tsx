import { Country } from '#libs/contracts';
import { countryName } from '../i18n/language-names.js';
import { type MessageKey, t } from '../i18n/messages.js';
import type { Faults, ShippingDraft, ShippingField } from '#libs/pages';

type Row = { name: ShippingField; label: MessageKey; autocomplete: string; optional?: true; mode?: 'tel' | 'email' };

const rows: readonly Row[] = [
  { name: 'name', label: 'ship.name', autocomplete: 'name' },
  { name: 'street', label: 'ship.street', autocomplete: 'street-address' },
  { name: 'city', label: 'ship.city', autocomplete: 'address-level2' },
  { name: 'postalCode', label: 'ship.postalCode', autocomplete: 'postal-code', optional: true },
  { name: 'region', label: 'ship.region', autocomplete: 'address-level1', optional: true },
  { name: 'phone', label: 'ship.phone', autocomplete: 'tel', mode: 'tel' },
  { name: 'email', label: 'email', autocomplete: 'email', mode: 'email', optional: true },
  { name: 'note', label: 'ship.note', autocomplete: 'off', optional: true },
];

interface Props {
  draft: ShippingDraft;
  faults: Faults;
  onChange: (draft: ShippingDraft) => void;
}

export function ShippingFields({ draft, faults, onChange }: Props) {
  const set = (name: ShippingField) => (event: { currentTarget: { value: string } }) =>
    onChange({ ...draft, [name]: event.currentTarget.value });
  return (
    <div class="shipping">
      {rows.map(({ name, label, autocomplete, optional, mode }) => (
        <label key={name} class={`shipping-field shipping-${name}`}>
          <span>
            {t(label)} {optional && <span class="quiet">({t('optional')})</span>}
          </span>
          <input
            class="field"
            name={name}
            inputMode={mode ?? 'text'}
            autocomplete={autocomplete}
            value={draft[name]}
            onInput={set(name)}
            {...saying(faults, name)}
          />
          <Fault faults={faults} name={name} />
        </label>
      ))}
      <label class="shipping-field shipping-country">
        <span>{t('ship.country')}</span>
        <select
          class="field"
          name="country"
          autocomplete="country"
          value={draft.country}
          onChange={set('country')}
          {...saying(faults, 'country')}
        >
          <option value="" />
          {countries().map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
        <Fault faults={faults} name="country" />
      </label>
    </div>
  );
}

const saying = (faults: Faults, name: ShippingField) =>
  faults[name] === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': `fault-${name}` };

const Fault = ({ faults, name }: { faults: Faults; name: ShippingField }) => {
  const fault = faults[name];
  return (
    fault && (
      <span id={`fault-${name}`} class="form-error">
        {t(fault)}
      </span>
    )
  );
};

const countries = () =>
  Country.options
    .map((code): [string, string] => [code, countryName(code)])
    .toSorted(([, a], [, b]) => a.localeCompare(b));
