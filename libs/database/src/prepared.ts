import { createHash } from 'node:crypto';

const names = new Map<string, string>();

/**
 * A statement that each connection parses once, and PostgreSQL plans anew only while that pays: for hot ones, whose text
 * is always the same. Give it to `query` with its values.
 */
export function prepared(text: string): { name: string; text: string } {
  let name = names.get(text);
  if (name === undefined) {
    name = createHash('sha256').update(text).digest('base64url').slice(0, 22);
    names.set(text, name);
  }
  return { name, text };
}
