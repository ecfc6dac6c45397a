import type { Caption } from '#libs/contracts';

/** Captions by language, then by segment. */
export type CaptionState = ReadonlyMap<string, ReadonlyMap<string, Caption>>;

/** How many captions of a language a client keeps; older ones are in the archive. */
export const keptCaptions = 400;

/** Key is (segment, lang) and the higher `rev` wins, so a caption may arrive twice, late and in any order. */
export function withCaption(state: CaptionState, caption: Caption): CaptionState {
  const known = state.get(caption.lang) ?? new Map<string, Caption>();
  const current = known.get(caption.segment);
  if (current !== undefined && current.rev >= caption.rev) return state;
  return new Map(state).set(caption.lang, trimmed(new Map(known).set(caption.segment, caption)));
}

// The kept ones are the highest numbers, which does not depend on the order of arrival.
function trimmed(captions: Map<string, Caption>): Map<string, Caption> {
  if (captions.size <= keptCaptions) return captions;
  const oldest = [...captions.values()].reduce((low, caption) => (caption.n < low.n ? caption : low));
  captions.delete(oldest.segment);
  return captions;
}

/** What a reader of one language sees, in the order it was spoken. */
export function readableCaptions(state: CaptionState, lang: string): Caption[] {
  return [...(state.get(lang)?.values() ?? [])]
    .filter((caption) => caption.state !== 'retracted' && caption.state !== 'skipped' && caption.text !== '')
    .sort((a, b) => a.n - b.n);
}
