// Whether an output is made of the sources as they are now. Each output folder carries the fingerprint of what it
// was made of, so that deleting the folder also forgets it.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inProject } from './project.mjs';

const stampOf = (out) => inProject(out, '.made-of');

/** Hash of the contents below the given files and folders; a leading `!` leaves one out. */
export function fingerprint(sources) {
  const left = sources.filter((name) => name.startsWith('!')).map((name) => name.slice(1));
  const hash = createHash('sha256').update(process.versions.modules);
  for (const source of sources.filter((name) => !name.startsWith('!')))
    for (const file of filesBelow(source))
      if (!left.some((folder) => file.startsWith(`${folder}/`)))
        hash.update(file).update(readFileSync(inProject(file)));
  return hash.digest('hex');
}

export function isFresh(out, print) {
  try {
    return readFileSync(stampOf(out), 'utf8') === print;
  } catch {
    return false;
  }
}

export function markFresh(out, print) {
  mkdirSync(inProject(out), { recursive: true });
  writeFileSync(stampOf(out), print);
}

/** Deletes compiled and copied files whose source is gone: they would still be imported. */
export function pruneOutputs(folders) {
  for (const folder of folders)
    for (const file of filesBelow(`dist/${folder}`)) {
      const source = file.replace(/^dist\//, '').replace(/\.js(\.map)?$/, '');
      if (!['', '.ts', '.tsx'].some((ending) => existsSync(inProject(source + ending)))) rmSync(inProject(file));
    }
}

/** Paths relative to the project, in a stable order; none when nothing is there. */
function filesBelow(name) {
  const at = inProject(name);
  if (!existsSync(at)) return [];
  if (!statSync(at).isDirectory()) return [name];
  return readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(inProject(), path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.endsWith('.made-of'))
    .sort();
}
