import { CsvError, parse } from 'csv-parse/sync';
import { maxTableRows, type TableFault } from '#libs/contracts';
import { type Column, columns, currencyOf, unguard } from './table-columns.js';

export type Fault = { line: number; column: string | null; fault: TableFault };
/** A row as it stands in the file; `undefined` where there is no such column, '' where there is nothing in it. */
export type Row = { line: number; cells: Partial<Record<Column, string>> };
export type Table = { columns: readonly Column[]; rows: Row[]; faults: Fault[] };

const needed: readonly Column[] = ['listing', 'sku'];

/** The cells of a table by column, with the line each row begins at. Semicolons and tabs divide cells as well as commas. */
export function readTable(file: Buffer): Table {
  const text = textOf(file);
  if (text === null) return broken(1, 'not-utf8');
  const records = recordsOf(text);
  if ('fault' in records) return broken(records.line, records.fault);
  const [header, ...rest] = records.records;
  if (header === undefined) return broken(1, 'no-rows');
  const names = header.cells.map(nameOf);
  const faults = faultsOfHeader(names, header.line);
  if (faults.length === 0 && rest.length === 0) return broken(header.line, 'no-rows');
  if (rest.length > maxTableRows) return broken(header.line, 'too-many-rows');
  const rows = rest.map(({ line, cells }) => {
    if (cells.length > names.length) faults.push({ line, column: null, fault: 'invalid' });
    return { line, cells: Object.fromEntries(names.map((name, at) => [name, cleaned(cells[at] ?? '')])) };
  });
  return { columns: names as Column[], rows, faults };
}

const broken = (line: number, fault: TableFault): Table => ({
  columns: [],
  rows: [],
  faults: [{ line, column: null, fault }],
});

function textOf(file: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    return null;
  }
}

type Line = { line: number; cells: string[] };

function recordsOf(text: string): { records: Line[] } | { line: number; fault: TableFault } {
  try {
    const options = { info: true, raw: true, relax_column_count: true, skip_empty_lines: true } as const;
    const delimiter = delimiterOf(text);
    const parsed = parse(text, { ...options, delimiter, to: maxTableRows + 2 }) as unknown as {
      record: string[];
      raw: string;
      info: { lines: number };
    }[];
    let before = 0;
    return {
      records: parsed.map(({ record, raw, info }) => {
        const line = Math.max(before + 1, info.lines - lineFeeds(raw.trim()));
        before = info.lines;
        return { line, cells: record };
      }),
    };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { line: Number(error['lines'] ?? 1), fault: 'not-csv' };
  }
}

const lineFeeds = (text: string): number => text.split(/\r\n|\n|\r/).length - 1;

/** What stands between the names of the header. */
function delimiterOf(text: string): string {
  const [header = ''] = text.split(/[\r\n]/, 1);
  return [',', ';', '\t'].find((mark) => header.includes(mark)) ?? ',';
}

const cleaned = (cell: string): string => unguard(cell.replace(/\r\n?/g, '\n').trim());

/** `Price_usd` is `price_USD`. */
function nameOf(cell: string): string {
  const name = cell.trim().toLowerCase();
  return name.replace(/^price_([a-z]{3})$/, (_, currency: string) => `price_${currency.toUpperCase()}`);
}

function faultsOfHeader(names: readonly string[], line: number): Fault[] {
  const isKnown = (name: string) => columns.some((column) => column === name) || currencyOf(name) !== undefined;
  return [
    ...names.filter((name) => !isKnown(name)).map((column) => ({ line, column, fault: 'unknown-column' as const })),
    ...names
      .filter((name, at) => names.indexOf(name) !== at)
      .map((column) => ({ line, column, fault: 'column-twice' as const })),
    ...needed
      .filter((column) => !names.includes(column))
      .map((column) => ({ line, column, fault: 'column-missing' as const })),
  ];
}
