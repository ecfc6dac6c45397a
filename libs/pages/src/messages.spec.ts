import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { IntlMessageFormat } from 'intl-messageformat';
import { interfaceLanguages } from './messages.js';

const folder = path.join(import.meta.dirname, 'messages');
const areas = readdirSync(folder);
const read = (area: string, language: string) =>
  JSON.parse(readFileSync(path.join(folder, area, `${language}.json`), 'utf8')) as Record<string, string>;

type Elements = ReturnType<IntlMessageFormat['getAst']>;
const KIND = { argument: 1, number: 2, date: 3, time: 4, select: 5, plural: 6 } as const;
const kindNames = new Map(Object.entries(KIND).map(([name, kind]) => [kind as number, name]));

/** Every argument of a message, in its branches too, with the choices it has. */
const argumentsOf = (elements: Elements): { name: string; kind: string; choices: string[] }[] =>
  elements.flatMap((element) => {
    const kind = kindNames.get(element.type);
    if (kind === undefined || !('value' in element)) return [];
    const options = 'options' in element ? element.options : {};
    const inside = Object.values(options).flatMap((option) => argumentsOf(option.value));
    return [{ name: element.value, kind, choices: Object.keys(options).toSorted() }, ...inside];
  });

const parse = (text: string) => new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst();

/** What a caller has to know: which values, and whether each is text or a number. */
const signature = (text: string): string[] => {
  const types = argumentsOf(parse(text)).map(({ name, kind }) => `${name}: ${kind === 'plural' ? 'number' : kind}`);
  return [...new Set(types)].toSorted();
};

const mapValues = <T>(words: Record<string, string>, map: (text: string) => T) =>
  Object.fromEntries(Object.entries(words).map(([key, text]) => [key, map(text)]));

describe('the words of the interface', () => {
  it('are said in six languages', () => {
    expect(interfaceLanguages.toSorted()).toEqual(['ar', 'en', 'es', 'fr', 'sw', 'zh']);
    const files = interfaceLanguages.map((language) => `${language}.json`);
    for (const area of areas)
      expect([area, readdirSync(path.join(folder, area)).toSorted()]).toEqual([
        area,
        [...files, 'words.ts'].toSorted(),
      ]);
  });

  it('have one key each, whatever the area', () => {
    const keys = areas.flatMap((area) => Object.keys(read(area, 'en')));
    expect(keys.toSorted()).toEqual([...new Set(keys)].toSorted());
  });

  describe.each(interfaceLanguages)('in %s', (language) => {
    it.each(areas)('say all of %s, with the same values of the same types', (area) => {
      const messages = read(area, language);
      expect(mapValues(messages, signature)).toEqual(mapValues(read(area, 'en'), signature));
      expect(Object.entries(messages).filter(([, text]) => text.trim() === '')).toEqual([]);
    });

    it.each(areas)('have a form for every count in %s that the language tells apart', (area) => {
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
      const plurals = Object.entries(read(area, language)).flatMap(([key, text]) =>
        argumentsOf(parse(text))
          .filter(({ kind }) => kind === 'plural')
          .map(({ choices }) => [key, choices.filter((choice) => !choice.startsWith('='))]),
      );
      expect(plurals).toEqual(plurals.map(([key]) => [key, forms]));
    });
  });
});
