import { SaxesParser } from 'saxes';
import { AddGlossaryTerm, DomainError, type GlossaryTerm } from '#libs/contracts';

type Term = Pick<GlossaryTerm, 'sourceLang' | 'source' | 'targets'>;
type Entry = { lang: string; term: string }[];

/** Stands for every language that is not named. */
const ANY = 'mul';
const ENTRIES = new Set(['conceptEntry', 'termEntry']);
const LANGUAGES = new Set(['langSec', 'langSet']);

/** TBX-Basic (ISO 30042:2019, in the style where categories are attributes). The first language of an entry is the source. */
export function writeTbx(terms: readonly Term[]): string {
  const section = (lang: string, term: string) =>
    `<langSec xml:lang="${escaped(lang)}"><termSec><term>${escaped(term)}</term></termSec></langSec>`;
  const entries = terms.map(({ sourceLang, source, targets }, at) => {
    const others = Object.entries(targets).map(([lang, word]) => section(lang === '*' ? ANY : lang, word));
    return `      <conceptEntry id="c${at + 1}">${section(sourceLang, source)}${others.join('')}</conceptEntry>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
  <tbxHeader><fileDesc><sourceDesc><p>Terms of a live session</p></sourceDesc></fileDesc></tbxHeader>
  <text>
    <body>
${entries.join('')}    </body>
  </text>
</tbx>
`;
}

/**
 * Reads TBX of 2019 and of 2008 (`martif`). No document type is fetched, and one with an internal subset is refused: so
 * no entity is ever defined or expanded. Of several words of one language the first is taken.
 *
 * @throws DomainError `glossary.bad-file`, with the line
 */
export function readTbx(content: string): AddGlossaryTerm[] {
  return entriesOf(content).flatMap((entry, at) => {
    const [first, ...others] = entry;
    if (first === undefined) return [];
    const targets = Object.fromEntries(others.map(({ lang, term }) => [lang === ANY ? '*' : lang, term]).reverse());
    const term = AddGlossaryTerm.safeParse({ sourceLang: first.lang, source: first.term, targets });
    if (!term.success) throw new DomainError('glossary.bad-file', `Entry ${at + 1} is no term.`);
    return [term.data];
  });
}

function entriesOf(content: string): Entry[] {
  const parser = new SaxesParser();
  const fail = (reason: string): never => {
    throw new DomainError('glossary.bad-file', `Line ${parser.line}: ${reason}.`);
  };
  const entries: Entry[] = [];
  let [root, lang, text]: (string | undefined)[] = [];
  parser.on('error', () => fail('not well-formed XML'));
  parser.on('doctype', (doctype) => {
    if (doctype.includes('[')) fail('a document type of its own is not allowed');
  });
  parser.on('opentag', ({ name, attributes }) => {
    root ??= name;
    if (root !== 'tbx' && root !== 'martif') fail('not a TBX file');
    if (ENTRIES.has(name)) entries.push([]);
    if (LANGUAGES.has(name)) lang = attributes['xml:lang'] ?? fail('a language section without xml:lang');
    if (name === 'term') text = '';
  });
  const append = (more: string) => {
    if (text !== undefined) text += more;
  };
  parser.on('text', append);
  parser.on('cdata', append);
  parser.on('closetag', ({ name }) => {
    if (name !== 'term') return;
    const entry = entries.at(-1);
    if (entry !== undefined && lang !== undefined && text?.trim()) entry.push({ lang, term: text.trim() });
    text = undefined;
  });
  parser.write(content).close();
  return entries;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);
