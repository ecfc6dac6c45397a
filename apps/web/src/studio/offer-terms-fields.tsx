import { AllocationMode, type OpenOffer } from '#libs/contracts';
import type { z } from 'zod';
import { locale, t } from '../i18n/messages.js';
import { Choice } from '../ui/choice.js';

/** The terms of an offer as they are set before it opens; empty fields leave it to the server. */
export type Terms = Omit<z.input<typeof OpenOffer>, 'code'>;

interface Props {
  terms: Terms;
  onChange: (terms: Terms) => void;
}

/** How long units stay set aside, in seconds: from the shortest to the longest that the server takes. */
const holdTimes = [30, 60, 120, 300, 600, 900, 1800, 3600, 6 * 3600, 24 * 3600] as const;

function formatSpan(seconds: number): string {
  const [value, unit] =
    seconds < 60 ? [seconds, 'second'] : seconds < 3600 ? [seconds / 60, 'minute'] : [seconds / 3600, 'hour'];
  return new Intl.NumberFormat(locale.value, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
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
        <label>
          <span>{t('desk.holdTime')}</span>
          <select
            name="holdSeconds"
            class="field field-small"
            value={terms.holdSeconds ?? 600}
            onChange={({ currentTarget }) => onChange({ ...terms, holdSeconds: Number(currentTarget.value) })}
          >
            {holdTimes.map((seconds) => (
              <option key={seconds} value={seconds}>
                {formatSpan(seconds)}
              </option>
            ))}
          </select>
        </label>
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
      name="limit"
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
