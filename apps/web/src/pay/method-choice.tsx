import type { PaymentMethod } from '#libs/contracts';
import { t } from '../i18n/messages.js';

interface Props {
  methods: readonly PaymentMethod[];
  chosen: PaymentMethod['provider'] | undefined;
  onChoose: (provider: PaymentMethod['provider']) => void;
}

/** In sight also when there is only one, so that nobody is surprised by what comes next. */
export const MethodChoice = ({ methods, chosen, onChoose }: Props) => (
  <fieldset class="methods">
    <legend>{t('payBy')}</legend>
    {methods.map(({ provider }) => (
      <label key={provider} class="method">
        <input type="radio" name="method" checked={provider === chosen} onChange={() => onChoose(provider)} />
        <span>{t(`payBy.${provider}`)}</span>
      </label>
    ))}
  </fieldset>
);
