import type { Audience } from '#libs/contracts';
import type { Viewers } from './presence.js';

type Counts = Record<string, number>;

function sumOf(reports: readonly Readonly<Counts>[]): Counts {
  const sum: Counts = {};
  for (const report of reports)
    for (const [key, viewers] of Object.entries(report)) sum[key] = (sum[key] ?? 0) + viewers;
  return sum;
}

/** The sum of what all nodes report. */
export function audienceOf(reports: readonly Viewers[]): Audience {
  const byLanguage = sumOf(reports.map((report) => report.byLanguage));
  const byCountry = sumOf(reports.map((report) => report.byCountry ?? {}));
  return { viewers: Object.values(byLanguage).reduce((sum, viewers) => sum + viewers, 0), byLanguage, byCountry };
}

const present = (counts: Readonly<Counts>): Counts =>
  Object.fromEntries(Object.entries(counts).filter(([, viewers]) => viewers > 0));

/** A report without zeros. */
export const withoutZeros = ({ byLanguage, byCountry = {} }: Viewers): Required<Viewers> => ({
  byLanguage: present(byLanguage),
  byCountry: present(byCountry),
});

/** Languages watched now or within `idleMs`, the most watched first; those that nobody watches now by who left last. */
export function watchedLanguages(
  { byLanguage }: Audience,
  lastWatched: Iterable<readonly [lang: string, agoMs: number]>,
  idleMs: number,
): string[] {
  const recent = [...lastWatched].filter(([lang, agoMs]) => agoMs <= idleMs || lang in byLanguage);
  const viewers = (lang: string) => byLanguage[lang] ?? 0;
  return recent
    .toSorted(([a, agoA], [b, agoB]) => viewers(b) - viewers(a) || agoA - agoB || (a < b ? -1 : 1))
    .map(([lang]) => lang);
}
