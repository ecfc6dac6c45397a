import { locale, t } from '../i18n/messages.js';
import { countriesIn, type Faults, type ShippingDraft, type ShippingField, shippingRows } from '#libs/pages';

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
      {shippingRows.map(({ name, label, autocomplete, optional, mode }) => (
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
          {countriesIn(locale.value).map(([code, name]) => (
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
