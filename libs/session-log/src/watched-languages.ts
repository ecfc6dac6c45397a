import type { Audience } from '#libs/contracts';
import type { ViewersByLanguage } from './presence.js';

/** The sum of what all nodes report. */
export function audienceOf(reports: Iterable<ViewersByLanguage>): Audience {
  const byLanguage: Record<string, number> = {};
  for (const report of reports)
    for (const [lang, viewers] of Object.entries(report)) byLanguage[lang] = (byLanguage[lang] ?? 0) + viewers;
  return { viewers: Object.values(byLanguage).reduce((sum, viewers) => sum + viewers, 0), byLanguage };
}

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
