import { formatCount } from '../i18n/format.js';
import { t } from '../i18n/messages.js';
import { Icon } from '../ui/icon.js';

interface Props {
  value: number;
  most: number;
  onChange: (quantity: number) => void;
}

export const QuantityPicker = ({ value, most, onChange }: Props) => (
  <div class="quantity" role="group" aria-label={t('quantity')}>
    <button type="button" aria-label={t('fewer')} disabled={value <= 1} onClick={() => onChange(value - 1)}>
      <Icon name="minus" />
    </button>
    <output aria-live="polite">{formatCount(value)}</output>
    <button type="button" aria-label={t('more')} disabled={value >= most} onClick={() => onChange(value + 1)}>
      <Icon name="plus" />
    </button>
  </div>
);
