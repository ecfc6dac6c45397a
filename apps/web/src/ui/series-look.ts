/** How lines are told apart: by colour, tokens of the page, and by their strokes, for who does not see the colours. */
export const seriesColours = ['--leaf', '--cherry', '--focus', '--amber-ink', '--alarm', '--ink-soft'] as const;
export const seriesDashes: readonly (readonly number[])[] = [[], [8, 4], [2, 3], [12, 3, 2, 3], [5, 5], [1, 4]];
