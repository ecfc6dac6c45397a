import { useState } from 'preact/hooks';
import { setStock } from '#libs/client';
import type { Variant } from '#libs/contracts';
import { staff } from '../app/client.js';
import { useAction } from '../app/use-action.js';
import { t } from '../i18n/messages.js';
import { FormError } from '../ui/form-error.js';

interface Props {
  variant: Variant;
  onSaved: () => void;
}

export function StockEditor({ variant, onSaved }: Props) {
  const [onHand, setOnHand] = useState(String(variant.stock.onHand));
  const { run, busy, error } = useAction();
  const wanted = Number(onHand);
  const changed = onHand !== '' && Number.isInteger(wanted) && wanted !== variant.stock.onHand;
  const save = (event: Event) => {
    event.preventDefault();
    run(async () => {
      await staff.me.send(setStock(variant.id, wanted));
      onSaved();
    });
  };
  return (
    <form class="stock-editor" onSubmit={save}>
      <label>
        <span>{t('onHand')}</span>
        <input
          name="onHand"
          class="field field-small"
          type="number"
          inputMode="numeric"
          min={0}
          max={10_000_000}
          value={onHand}
          onInput={(event) => setOnHand(event.currentTarget.value)}
        />
      </label>
      <button class="button button-small" disabled={!changed || busy}>
        {t('save')}
      </button>
      <FormError error={error} />
    </form>
  );
}
