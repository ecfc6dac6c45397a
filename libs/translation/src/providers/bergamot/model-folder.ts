import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SettingsError } from '#libs/platform';

/** The files of one direction, as Mozilla publishes them; one vocabulary, or one for each language. */
export interface ModelFiles {
  from: string;
  to: string;
  model: string;
  lex: string;
  vocabs: readonly string[];
}

// `enes` or `en-es`; Mozilla's own folders are of the first kind.
const PAIRS = [/^([a-z]{2})([a-z]{2})$/, /^([a-z]{2,3})-([a-z]{2,3})$/];

/**
 * The models in a folder: `enes/model.enes.intgemm.alphas.bin`, `enes/lex.50.50.enes.s2t.bin`, `enes/vocab.enes.spm`
 * (or `srcvocab…` and `trgvocab…`). Other folders and files are left alone.
 *
 * @throws SettingsError when there is none
 */
export async function findModels(folder: string): Promise<readonly ModelFiles[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw new SettingsError('BERGAMOT_MODELS: the folder can not be read.', { cause });
  });
  const folders = entries.filter((entry) => entry.isDirectory());
  const models = await Promise.all(folders.map(({ name }) => readModel(join(folder, name), name)));
  const found = models.filter((model) => model !== undefined);
  if (found.length > 0) return found;
  throw new SettingsError('BERGAMOT_MODELS: no model is in that folder (see docs/translation-providers.md).');
}

async function readModel(folder: string, name: string): Promise<ModelFiles | undefined> {
  const [, from, to] = PAIRS.map((pair) => pair.exec(name)).find((match) => match !== null) ?? [];
  if (from === undefined || to === undefined) return undefined;
  const files = await readdir(folder);
  const file = (prefix: string, suffix: string) => {
    const found = files.find((each) => each.startsWith(`${prefix}.`) && each.endsWith(suffix));
    return found === undefined ? [] : [join(folder, found)];
  };
  const [model] = file('model', '.bin');
  const [lex] = file('lex', '.bin');
  const both = file('vocab', '.spm');
  const vocabs = both.length > 0 ? both : [...file('srcvocab', '.spm'), ...file('trgvocab', '.spm')];
  if (model === undefined || lex === undefined || vocabs.length === 0) return undefined;
  return { from, to, model, lex, vocabs };
}
