import { readFileSync } from 'node:fs';
import { inProject } from '../../scripts/project.mjs';
import { type Cue, parseWebVtt } from '#libs/captions';

const memory = readFileSync(inProject('demo/translations.tmx'), 'utf8');

/** What the host of the demo says: real speech with real times. */
export const demoCues = (): Cue[] => parseWebVtt(readFileSync(inProject('demo/rwanda-tea-and-coffee.en.vtt'), 'utf8'));

/** What people wrote for a sentence of the demo in another language. */
export function demoTranslation(sentence: string, lang: string): string {
  const unit = memory.split('<tu ').find((candidate) => candidate.includes(`<seg>${sentence}</seg>`));
  const found = unit?.match(new RegExp(`xml:lang="${lang}"><seg>([^<]*)</seg>`))?.[1];
  if (found === undefined) throw new Error(`The demo has no ${lang} for this sentence: ${sentence}`);
  return found;
}
