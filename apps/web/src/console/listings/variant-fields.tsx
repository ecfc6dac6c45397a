import { maxVariants } from '#libs/contracts';
import { locale, t } from '../../i18n/messages.js';
import { Icon } from '../../ui/icon.js';
import { Labelled } from './labelled.js';
import { emptyVariant, type ListingDraft, type VariantDraft } from './listing-draft.js';

interface Props {
  draft: ListingDraft;
  faults: readonly string[];
  onChange: (draft: ListingDraft) => void;
}

/** What can be bought of a listing, each with its stock and its price in every currency. */
export function VariantFields({ draft, faults, onChange }: Props) {
  const { variants, currencies } = draft;
  const changeAt = (at: number, part: Partial<VariantDraft>) =>
    onChange({
      ...draft,
      variants: variants.map((variant, place) => (place === at ? { ...variant, ...part } : variant)),
    });
  return (
    <fieldset class="goods-variants">
      <legend>{t('goodsVariants')}</legend>
      {variants.map((variant, at) => (
        <VariantRow
          key={variant.id ?? `new-${at}`}
          variant={variant}
          currencies={currencies}
          isFault={(name) => faults.includes(`variants.${at}.${name}`)}
          onChange={(part) => changeAt(at, part)}
          onRemove={
            variant.id === undefined && variants.length > 1
              ? () => onChange({ ...draft, variants: variants.filter((one) => one !== variant) })
              : null
          }
        />
      ))}
      <div class="goods-actions">
        {variants.length < maxVariants && (
          <button
            type="button"
            class="button button-outline button-small"
            onClick={() => onChange({ ...draft, variants: [...variants, emptyVariant()] })}
          >
            <Icon name="plus" />
            {t('goodsAddVariant')}
          </button>
        )}
        <AddCurrency
          known={currencies}
          onAdd={(currency) => onChange({ ...draft, currencies: [...currencies, currency] })}
        />
      </div>
    </fieldset>
  );
}

interface RowProps {
  variant: VariantDraft;
  currencies: readonly string[];
  isFault: (name: string) => boolean;
  onChange: (part: Partial<VariantDraft>) => void;
  onRemove: (() => void) | null;
}

const VariantRow = ({ variant, currencies, isFault, onChange, onRemove }: RowProps) => (
  <div class="goods-variant">
    <Labelled label={t('goodsVariantName')} fault={isFault('name')}>
      <input
        name="name"
        class="field field-small"
        dir="auto"
        maxLength={40}
        aria-invalid={isFault('name')}
        value={variant.name}
        onInput={(event) => onChange({ name: event.currentTarget.value })}
      />
    </Labelled>
    <Labelled label="SKU" fault={isFault('sku')}>
      <input
        name="sku"
        class="field field-small"
        dir="ltr"
        maxLength={64}
        aria-invalid={isFault('sku')}
        value={variant.sku}
        onInput={(event) => onChange({ sku: event.currentTarget.value })}
      />
    </Labelled>
    <Labelled label={t('onHand')} fault={isFault('onHand')}>
      <input
        name="onHand"
        class="field field-small"
        inputMode="numeric"
        dir="ltr"
        maxLength={8}
        aria-invalid={isFault('onHand')}
        value={variant.onHand}
        onInput={(event) => onChange({ onHand: event.currentTarget.value })}
      />
    </Labelled>
    {currencies.map((currency) => (
      <Labelled key={currency} label={t('goodsPriceIn', { currency })} fault={isFault(currency)}>
        <input
          name="currency"
          class="field field-small"
          inputMode="decimal"
          dir="ltr"
          maxLength={20}
          aria-invalid={isFault(currency)}
          value={variant.prices[currency] ?? ''}
          onInput={(event) => onChange({ prices: { ...variant.prices, [currency]: event.currentTarget.value } })}
        />
      </Labelled>
    ))}
    {onRemove && (
      <button type="button" class="icon-button" aria-label={t('goodsRemoveVariant')} onClick={onRemove}>
        <Icon name="close" />
      </button>
    )}
  </div>
);

function AddCurrency({ known, onAdd }: { known: readonly string[]; onAdd: (currency: string) => void }) {
  const names = new Intl.DisplayNames([locale.value], { type: 'currency' });
  const others = Intl.supportedValuesOf('currency').filter((code) => !known.includes(code));
  return (
    <select
      name="price"
      class="field field-small goods-currency"
      aria-label={t('goodsAddCurrency')}
      value=""
      onChange={(event) => {
        if (event.currentTarget.value !== '') onAdd(event.currentTarget.value);
        event.currentTarget.value = '';
      }}
    >
      <option value="">{t('goodsAddCurrency')}</option>
      {others.map((code) => (
        <option key={code} value={code}>
          {code} · {names.of(code)}
        </option>
      ))}
    </select>
  );
}
