/** What a number counts: a currency, a share, a measure, a time, or the letters that stick to it (`3D`). */
export interface Unit {
  /** All that its name may mean: `$` is the dollar of many countries, a pound is money or weight. */
  readonly ids: readonly string[];
  /** Money, shares and measures must not get lost in a translation; times and letters may be said in another way. */
  readonly strict: boolean;
}

/** A number, amount or code as it was found in a text. */
export interface NumberToken {
  /** What it may stand for, in canonical form: `1299.5`, `-5`, `#SKU-204`. More than one where a text leaves it open. */
  readonly values: readonly string[];
  /** Whether it certainly is a number; an article or `second` only may be one. */
  readonly sure: boolean;
  readonly unit?: Unit | undefined;
}

/** A number as text without grouping, padding or rounding noise. */
export function canonical(value: number): string {
  if (Number.isSafeInteger(value)) return String(value);
  const rounded = Number(value.toPrecision(15));
  return Number.isSafeInteger(rounded) ? String(rounded) : String(Number(rounded.toFixed(9)));
}

/** How a token is shown to people: `1299.5 USD`, `20/8`, `(1)` when it may be no number at all. */
export function showToken({ values, sure, unit }: NumberToken): string {
  const ids =
    unit === undefined ? [] : [unit.ids.length > 3 ? `${unit.ids.slice(0, 3).join('|')}…` : unit.ids.join('|')];
  const shown = [values.join('/'), ...ids].join(' ');
  return sure ? shown : `(${shown})`;
}
