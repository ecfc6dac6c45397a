/** What was made last of a segment that is still being spoken, and how much of it viewers have seen. */
export type Draft = { output: string; shown: string };

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/**
 * LocalAgreement-2 (Liu, Spanakis, Niehues: Low-Latency Sequence-to-Sequence Speech Recognition and Translation by
 * Partial Hypothesis Selection, Interspeech 2020): of a translation that grows with its source only that is shown in
 * which two consecutive outputs agree, in whole words. What was shown is never taken back: where the outputs agree on
 * something else than that, it stays until the final.
 */
export function agreed(before: Draft | undefined, output: string): Draft {
  if (before === undefined) return { output, shown: '' };
  const common = commonWords(before.output, output);
  return { output, shown: common.startsWith(before.shown) ? common : before.shown };
}

function commonWords(one: string, other: string): string {
  const others = [...segmenter.segment(other)];
  let common = '';
  for (const [at, { segment }] of [...segmenter.segment(one)].entries()) {
    if (others[at]?.segment !== segment) break;
    common += segment;
  }
  return common.trimEnd();
}
