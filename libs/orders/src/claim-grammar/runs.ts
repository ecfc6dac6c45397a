/**
 * A stretch of one kind of writing. `spaceless`: its script writes words without spaces, or (Hangul) glues endings to them,
 * so it has to be cut further. `amount` is a number that cannot count packs (a price, a decimal).
 */
export type Run = {
  text: string;
  kind: 'word' | 'digits' | 'amount' | 'sign';
  spaceless: boolean;
  start: number;
};

const spaceless = String.raw`[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]+`;
const latinLike = String.raw`[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}0-9\u0300-\u036f]+`;
// One pass, no nested repetition: linear in the text.
const pattern = new RegExp(
  [
    String.raw`(?<amount>\p{Sc}\s?[0-9.,]+|[0-9]+(?:[.,][0-9]+)+|[0-9]+\s?[%\p{Sc}])`,
    String.raw`(?<digits>[0-9]+(?![0-9\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}]))`,
    `(?<spaceless>${spaceless})`,
    String.raw`(?<hangul>\p{sc=Hangul}+)`,
    `(?<latin>${latinLike})`,
    String.raw`(?<word>(?:(?!${latinLike}|${spaceless}|\p{sc=Hangul})[\p{L}\p{M}])+)`,
    String.raw`(?<sign>[+×*=@]|(?<=^|\s)-(?=[0-9]))`,
  ].join('|'),
  'gu',
);

/** Cuts a normalised text into runs; punctuation and emoji fall out. */
export function splitRuns(text: string): Run[] {
  const runs: Run[] = [];
  for (const match of text.matchAll(pattern)) {
    const groups = match.groups ?? {};
    const kind = groups.amount ? 'amount' : groups.digits ? 'digits' : groups.sign ? 'sign' : 'word';
    runs.push({
      text: match[0],
      kind,
      spaceless: groups.spaceless !== undefined || groups.hangul !== undefined,
      start: match.index,
    });
  }
  return runs;
}
