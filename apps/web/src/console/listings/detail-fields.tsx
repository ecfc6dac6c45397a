import { countriesIn, interfaceLanguages, ownName } from '#libs/pages';
import { locale, t } from '../../i18n/messages.js';
import { Labelled } from './labelled.js';
import type { ListingDraft } from './listing-draft.js';

interface Props {
  draft: ListingDraft;
  faults: readonly string[];
  isNew: boolean;
  onChange: (draft: ListingDraft) => void;
}

/** What a listing is: its words in the language they are written in, and what customs ask. */
export function DetailFields({ draft, faults, isNew, onChange }: Props) {
  const change = (part: Partial<ListingDraft>) => onChange({ ...draft, ...part });
  return (
    <div class="goods-details">
      {isNew && (
        <Labelled label={t('goodsLanguage')}>
          <select
            name="sourceLang"
            class="field"
            value={draft.sourceLang}
            onChange={(event) => change({ sourceLang: event.currentTarget.value })}
          >
            {interfaceLanguages.map((tag) => (
              <option key={tag} value={tag} lang={tag}>
                {ownName(tag)}
              </option>
            ))}
          </select>
        </Labelled>
      )}
      <Labelled label={t('goodsTitle')} fault={faults.includes('title')}>
        <input
          name="title"
          class="field"
          dir="auto"
          maxLength={120}
          aria-invalid={faults.includes('title')}
          value={draft.title}
          onInput={(event) => change({ title: event.currentTarget.value })}
        />
      </Labelled>
      <Labelled label={t('goodsDescription')} fault={faults.includes('description')}>
        <textarea
          name="description"
          class="field goods-text"
          dir="auto"
          rows={4}
          maxLength={2000}
          aria-invalid={faults.includes('description')}
          value={draft.description}
          onInput={(event) => change({ description: event.currentTarget.value })}
        />
      </Labelled>
      <div class="goods-pair">
        <Labelled label={t('goodsOrigin')}>
          <select
            name="originCountry"
            class="field"
            value={draft.originCountry}
            onChange={(event) => change({ originCountry: event.currentTarget.value })}
          >
            <option value="">–</option>
            {countriesIn(locale.value).map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </Labelled>
        <Labelled label={t('goodsHsCode')} hint={t('goodsHsCodeHint')} fault={faults.includes('hsCode')}>
          <input
            name="hsCode"
            class="field"
            inputMode="numeric"
            dir="ltr"
            maxLength={14}
            aria-invalid={faults.includes('hsCode')}
            value={draft.hsCode}
            onInput={(event) => change({ hsCode: event.currentTarget.value })}
          />
        </Labelled>
      </div>
    </div>
  );
}
