import { AllocationMode, type OpenOffer } from '#libs/contracts';
import type { z } from 'zod';
import { t } from '../i18n/messages.js';
import { Choice } from '../ui/choice.js';

/** The terms of an offer as they are set before it opens; empty fields leave it to the server. */
export type Terms = Omit<z.input<typeof OpenOffer>, 'code'>;

interface Props {
  terms: Terms;
  onChange: (terms: Terms) => void;
}

/** Folded away: the usual terms are good for most offers. */
export function OfferTermsFields({ terms, onChange }: Props) {
  const mode = terms.mode ?? 'FIFO_HOLD';
  const setMode = (next: AllocationMode) => {
    const { windowSeconds: _, ...others } = terms;
    onChange({ ...others, mode: next, ...(next === 'FAIR_WINDOW' && { windowSeconds: 15 }) });
  };
  return (
    <details class="offer-terms">
      <summary>
        {t('offerTerms')} · {t(`mode.${mode}`)}
      </summary>
      <Choice
        label={t('mode')}
        options={AllocationMode.options.map((value) => ({ value, text: t(`mode.${value}`) }))}
        value={mode}
        onChange={setMode}
      />
      <div class="offer-numbers">
        {terms.windowSeconds !== undefined && (
          <Whole
            label={t('windowSeconds')}
            value={terms.windowSeconds}
            least={5}
            most={30}
            onChange={(windowSeconds = 15) => onChange({ ...terms, windowSeconds })}
          />
        )}
        <Whole
          label={t('perBuyer')}
          value={terms.maxPerBuyer ?? 5}
          least={1}
          most={1000}
          onChange={(maxPerBuyer = 5) => onChange({ ...terms, maxPerBuyer })}
        />
        <Whole
          label={t('holdMinutes')}
          value={Math.round((terms.holdSeconds ?? 600) / 60)}
          least={1}
          most={1440}
          onChange={(minutes = 10) => onChange({ ...terms, holdSeconds: minutes * 60 })}
        />
        <Whole
          label={t('totalLimit')}
          value={terms.totalLimit}
          least={1}
          most={10_000_000}
          onChange={(totalLimit) => {
            const { totalLimit: _, ...others } = terms;
            onChange(totalLimit === undefined ? others : { ...others, totalLimit });
          }}
        />
      </div>
    </details>
  );
}

interface WholeProps {
  label: string;
  value: number | undefined;
  least: number;
  most: number;
  onChange: (value: number | undefined) => void;
}

/** Says what was typed once it is left, brought between the two ends; undefined where nothing stands. */
const Whole = ({ label, value, least, most, onChange }: WholeProps) => (
  <label>
    <span>{label}</span>
    <input
      class="field field-small"
      type="number"
      inputMode="numeric"
      min={least}
      max={most}
      value={value ?? ''}
      onChange={({ currentTarget }) => {
        const typed = Math.round(currentTarget.valueAsNumber);
        onChange(Number.isNaN(typed) ? undefined : Math.min(most, Math.max(least, typed)));
      }}
    />
  </label>
);
