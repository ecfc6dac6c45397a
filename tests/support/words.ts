import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { MessageKey } from '#libs/pages';
import { inProject } from '../../scripts/project.mjs';

const messages = inProject('libs/pages/src/messages');

/** What pages say in this language, all areas together: messages as they are written, with `{name}` for a value. */
export function wordsIn(lang: string): (key: MessageKey) => string {
  const read = (area: string) => JSON.parse(readFileSync(path.join(messages, area, `${lang}.json`), 'utf8')) as object;
  const words = Object.assign({}, ...readdirSync(messages).map(read)) as Readonly<Record<MessageKey, string>>;
  return (key) => words[key];
}
