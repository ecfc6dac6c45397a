import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transformFile } from '@swc/core';

const isTypeScript = (url = '') => url.startsWith('file:') && url.endsWith('.ts');

/** TypeScript names its neighbours by what they compile to. */
export function resolve(specifier, context, next) {
  if (!specifier.startsWith('.') || !isTypeScript(context.parentURL)) return next(specifier, context);
  const url = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
  return isTypeScript(url.href) && existsSync(url) ? { url: url.href, shortCircuit: true } : next(specifier, context);
}

export async function load(url, context, next) {
  if (!isTypeScript(url)) return next(url, context);
  const { code } = await transformFile(fileURLToPath(url), { sourceMaps: 'inline' });
  return { format: 'module', source: code, shortCircuit: true };
}
