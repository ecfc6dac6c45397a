import { SaxesParser } from 'saxes';
import { TranslationMemoryFileError } from '../../translation.errors.js';

export interface TmxVariant {
  /** BCP-47 in canonical case. */
  language: string;
  text: string;
}

/** One thing said in several languages: a `tu` element. */
export interface TmxUnit {
  variants: readonly TmxVariant[];
}

// What these carry is formatting code of some word processor, not words. `hi` only marks up words, so it is kept.
const INLINE_CODES = new Set(['bpt', 'ept', 'it', 'ph', 'sub', 'ut']);

/**
 * Reads TMX 1.4b (LISA OSCAR, 2005) and the older 1.x, which differ in nothing read here. A document type may be
 * named but is never fetched, and one with an internal subset is refused: so no entity is ever defined or expanded.
 *
 * @param file name for error messages
 * @throws TranslationMemoryFileError
 */
export function readTmx(bytes: Uint8Array, file: string): readonly TmxUnit[] {
  const parser = new SaxesParser();
  const fail = (reason: string): never => {
    throw new TranslationMemoryFileError(file, reason, parser.line);
  };
  const units: TmxUnit[] = [];
  const path: string[] = [];
  let variants: TmxVariant[] = [];
  let language = '';
  let text: string | undefined;

  const append = (more: string) => {
    if (text !== undefined && !path.some((element) => INLINE_CODES.has(element))) text += more;
  };
  parser.on('error', () => fail('is not well-formed XML'));
  parser.on('xmldecl', ({ encoding = 'utf-8' }) => {
    if (!/^utf-(?:8|16)$/i.test(encoding)) fail('is neither in UTF-8 nor in UTF-16');
  });
  parser.on('doctype', (doctype) => {
    if (doctype.includes('[')) fail('brings its own document type, which is not allowed');
  });
  parser.on('opentag', ({ name, attributes }) => {
    path.push(name);
    if (path.length === 1 && name !== 'tmx') fail('is not a TMX file');
    if (name === 'tmx' && !attributes['version']?.startsWith('1.')) fail('is not of TMX version 1');
    if (name === 'tu') variants = [];
    if (name === 'tuv') language = languageOf(attributes) ?? fail('has a tuv without a valid xml:lang');
    if (name === 'seg' && path.at(-2) !== 'tuv') fail('has a seg outside of a tuv');
    if (name === 'seg') text = '';
  });
  parser.on('text', append);
  parser.on('cdata', append);
  parser.on('closetag', ({ name }) => {
    path.pop();
    if (name === 'seg' && text !== undefined) {
      if (text.trim() !== '') variants.push({ language, text: text.trim() });
      text = undefined;
    }
    if (name === 'tu' && variants.length > 1) units.push({ variants });
  });
  parser.write(decode(bytes, file)).close();
  return units;
}

function languageOf(attributes: Record<string, string>): string | undefined {
  const tag = (attributes['xml:lang'] ?? attributes['lang'])?.replaceAll('_', '-');
  try {
    return tag === undefined ? undefined : Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}

function decode(bytes: Uint8Array, file: string): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new TranslationMemoryFileError(file, 'is neither in UTF-8 nor in UTF-16');
  }
}
