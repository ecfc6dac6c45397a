/** More than a script of the longest size has, unless it is made of nothing but full stops. */
const MOST_SENTENCES = 200;

/** What a script says, a sentence each: a line ends one as well. */
export function sentencesOf(script: string, language: string): string[] {
  const segmenter = new Intl.Segmenter([language, 'en'], { granularity: 'sentence' });
  return script
    .split('\n')
    .flatMap((line) => [...segmenter.segment(line)].map(({ segment }) => segment.trim()))
    .filter((sentence) => sentence !== '')
    .slice(0, MOST_SENTENCES);
}
