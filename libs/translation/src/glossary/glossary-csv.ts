import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { AddGlossaryTerm, DomainError, type GlossaryTerm } from '#libs/contracts';

type Term = Pick<GlossaryTerm, 'sourceLang' | 'source' | 'targets'>;
const Rows = z.array(z.record(z.string(), z.string()));

/**
 * A table with the columns `sourceLang` and `source`, and one for each language that a term has a word in; `*` is for
 * all others (RFC 4180). Spreadsheets take no cell for a formula.
 */
export function writeCsv(terms: readonly Term[]): string {
  const languages = [...new Set(terms.flatMap(({ targets }) => Object.keys(targets)))].sort();
  const rows = terms.map(({ sourceLang, source, targets }) => ({ sourceLang, source, ...targets }));
  return stringify(rows, { header: true, columns: ['sourceLang', 'source', ...languages], escape_formulas: true });
}

/** @throws DomainError `glossary.bad-file`, with the number of the record */
export function readCsv(content: string): AddGlossaryTerm[] {
  return rowsOf(content).map(({ sourceLang, source, ...targets }, at) => {
    const told = Object.entries(targets).filter(([, word]) => word !== '');
    const term = AddGlossaryTerm.safeParse({
      sourceLang,
      source: unescaped(source ?? ''),
      targets: Object.fromEntries(told.map(([tag, word]) => [tag, unescaped(word)])),
    });
    if (!term.success) throw new DomainError('glossary.bad-file', `Record ${at + 1} is no term.`);
    return term.data;
  });
}

function rowsOf(content: string) {
  try {
    return Rows.parse(parse(content, { columns: true, bom: true, trim: true, skip_empty_lines: true, to: 10_000 }));
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? ` (line ${String(error.lines)})` : '';
    throw new DomainError('glossary.bad-file', `The file is no table of terms${line}.`);
  }
}

const unescaped = (cell: string) => cell.replace(/^'(?=[=+\-@\t\r])/, '');
