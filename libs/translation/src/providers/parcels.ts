import { TranslationProviderError } from '../translation.errors.js';

export interface ParcelLimits {
  /** Most texts in one call. */
  texts: number;
  /** Most of what `sizeOf` counts in one call. */
  size: number;
  sizeOf(text: string): number;
}

/**
 * Asks for all texts, in as many calls side by side as the engine's limits need. A text that is too long for any call
 * is answered with nothing: it is somebody else's.
 */
export async function inParcels(
  provider: string,
  texts: readonly string[],
  limits: ParcelLimits,
  ask: (texts: readonly string[]) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const parcels: { at: number[]; size: number }[] = [];
  for (const [at, text] of texts.entries()) {
    const size = limits.sizeOf(text);
    if (size > limits.size) continue;
    const last = parcels.at(-1);
    if (last === undefined || last.at.length === limits.texts || last.size + size > limits.size) {
      parcels.push({ at: [at], size });
    } else {
      last.at.push(at);
      last.size += size;
    }
  }
  const answers = texts.map(() => '');
  await Promise.all(
    parcels.map(async ({ at }) => {
      const given = await ask(at.map((index) => texts[index] ?? ''));
      if (given.length !== at.length) throw new TranslationProviderError('translation.provider-bad-answer', provider);
      for (const [position, index] of at.entries()) answers[index] = given[position] ?? '';
    }),
  );
  return answers;
}

export const byteLength = (text: string): number => Buffer.byteLength(text, 'utf8');
