import { t } from '../../i18n/messages.js';
import { Icon } from '../../ui/icon.js';

interface Props {
  items: readonly { value: string; text: string }[];
  empty: string;
  onRemove: (value: string) => void;
}

/** A few short things that can be taken away one by one. */
export const Chips = ({ items, empty, onRemove }: Props) =>
  items.length === 0 ? (
    <p class="quiet">{empty}</p>
  ) : (
    <ul class="chips">
      {items.map(({ value, text }) => (
        <li key={value} class="chip">
          <bdi>{text}</bdi>
          <button type="button" aria-label={t('plan.removeNamed', { name: text })} onClick={() => onRemove(value)}>
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
