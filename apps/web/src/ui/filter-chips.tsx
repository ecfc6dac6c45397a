import { formatCount } from '../i18n/format.js';

interface Props<T extends string> {
  label: string;
  options: readonly { value: T; text: string; count?: number | undefined }[];
  value: T;
  onChange: (value: T) => void;
}

/** Which part of a list is shown, and how much each part has. */
export const FilterChips = <T extends string>({ label, options, value, onChange }: Props<T>) => (
  <div class="chips" role="group" aria-label={label}>
    {options.map((option) => (
      <button
        key={option.value}
        type="button"
        class="chip"
        aria-pressed={option.value === value}
        onClick={() => onChange(option.value)}
      >
        {option.text}
        {option.count !== undefined && <span class="chip-count">{formatCount(option.count)}</span>}
      </button>
    ))}
  </div>
);
