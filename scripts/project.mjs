// Where things are. Depends on Node only, so that it can be read before anything is installed.
import path from 'node:path';

export const projectRoot = path.resolve(import.meta.dirname, '..');

/** Absolute path of something named relative to the project root. */
export const inProject = (...parts) => path.join(projectRoot, ...parts);

/** True when the module with this `import.meta.url` is what was started, and was not imported. */
export const isMain = (meta) => meta.filename === path.resolve(process.argv[1] ?? '');
