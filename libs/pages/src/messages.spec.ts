import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

const folder = path.join(import.meta.dirname, 'messages');
const read = (file: string) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Record<string, string>;
const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([whole]) => whole).toSorted();
const english = read('en.json');
const others = readdirSync(folder).filter((file) => file !== 'en.json');

describe('the words of the interface', () => {
  it.each(others)('say everything in %s, with the same values in it', (file) => {
    const messages = read(file);
    const shape = (words: Record<string, string>) =>
      Object.fromEntries(Object.entries(words).map(([key, text]) => [key, placeholders(text)]));
    expect(shape(messages)).toEqual(shape(english));
    expect(Object.values(messages).filter((text) => text.trim() === '')).toEqual([]);
  });

  it('are there in the six languages of the interface', () => {
    expect(others.map((file) => path.parse(file).name).toSorted()).toEqual(['ar', 'es', 'fr', 'sw', 'zh']);
  });
});
