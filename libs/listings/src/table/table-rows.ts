import type { z } from 'zod';
import { Country, CurrencyCode, HsCode, LanguageTag, OnHand, plainText, Price, Sku, Slug } from '#libs/contracts';
import type { Fault, Row } from './read-table.js';
import { type Column, currencyOf, readAmount } from './table-columns.js';

/** What a row says; undefined where it has no such column, null where there is nothing in it. */
export interface Said {
  line: number;
  listing: string;
  language: string | null | undefined;
  title: string | null | undefined;
  description: string | null | undefined;
  hsCode: string | null | undefined;
  originCountry: string | null | undefined;
  sku: string;
  variant: string | null | undefined;
  onHand: number | null | undefined;
  /** In minor units, by the currencies that have a column. */
  prices: Record<string, number | null>;
}

/** What each cell says, or why it can not be taken. A row with a fault says nothing. */
export function readRow({ line, cells }: Row): { said: Said } | { faults: Fault[] } {
  const faults: Fault[] = [];
  const fault = (column: string, what: Fault['fault']) => void faults.push({ line, column, fault: what });
  function read<T>(column: Column, schema: z.ZodType<T>, value = (cell: string): unknown => cell) {
    const cell = cells[column];
    if (cell === undefined || cell === '') return cell === undefined ? undefined : null;
    const parsed = schema.safeParse(value(cell));
    if (!parsed.success) fault(column, 'invalid');
    return parsed.data ?? null;
  }
  function needed<T>(column: Column, schema: z.ZodType<T>): T | null {
    const value = read(column, schema) ?? null;
    if (value === null && !faults.some((known) => known.column === column)) fault(column, 'missing');
    return value;
  }
  const listing = needed('listing', Slug);
  const sku = needed('sku', Sku);
  const said = {
    line,
    language: read('language', LanguageTag),
    title: read('title', plainText(120)),
    description: read('description', plainText(2000)),
    // as customs write it: 0901.21 or 0901 21
    hsCode: read('hs_code', HsCode, (cell) => cell.replace(/[.\s]/g, '')),
    originCountry: read('origin_country', Country, (cell) => cell.toUpperCase()),
    variant: read('variant', plainText(40)),
    onHand: read('on_hand', OnHand, (cell) => (/^\d{1,9}$/.test(cell) ? Number(cell) : cell)),
    prices: {} as Record<string, number | null>,
  };
  for (const column of Object.keys(cells)) {
    const currency = currencyOf(column);
    if (currency === undefined || !CurrencyCode.safeParse(currency).success) continue;
    said.prices[currency] = read(column as Column, Price, (cell) => readAmount(cell, currency)) ?? null;
  }
  if (listing === null || sku === null || faults.length > 0) return { faults };
  return { said: { ...said, listing, sku } };
}
