import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { TranslationMemoryFileError } from '../../translation.errors.js';
import { readTmx, type TmxUnit } from './tmx-reader.js';

const MAX_BYTES = 64 * 1024 * 1024;

/** @throws TranslationMemoryFileError when the file is missing, larger than 64 MiB, or not TMX */
export async function readTmxFile(path: string): Promise<readonly TmxUnit[]> {
  return readTmx(await readBounded(path), basename(path));
}

async function readBounded(path: string): Promise<Uint8Array> {
  const file = await open(path).catch(() => {
    throw new TranslationMemoryFileError(path, 'can not be opened');
  });
  try {
    const found = await file.stat();
    if (!found.isFile()) throw new TranslationMemoryFileError(path, 'is not a file');
    if (found.size > MAX_BYTES) throw new TranslationMemoryFileError(path, 'is larger than 64 MiB');
    return await file.readFile();
  } finally {
    await file.close();
  }
}
