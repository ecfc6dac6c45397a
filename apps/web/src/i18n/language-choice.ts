const STORED = 'silkcast.lang';

/** What this person reads: what they chose here before, then what the browser says. */
export function wantedLanguages(): string[] {
  const chosen = localStorage.getItem(STORED);
  return chosen === null ? [...navigator.languages] : [chosen, ...navigator.languages];
}

export const rememberLanguage = (tag: string): void => localStorage.setItem(STORED, tag);

/**
 * The first offered language that this person reads: the tag itself, else one with the same language and script
 * (`zh-CN` reads `zh-Hans`), else one with the same language.
 */
export function firstReadable(wanted: readonly string[], offered: readonly string[], fallback: string): string {
  const candidates = offered.map((tag) => ({ tag, likely: new Intl.Locale(tag).maximize() }));
  for (const tag of wanted) {
    const want = new Intl.Locale(tag).maximize();
    const sameLanguage = candidates.filter(({ likely }) => likely.language === want.language);
    const exact = sameLanguage.find((candidate) => candidate.tag === tag);
    const sameScript = sameLanguage.find(({ likely }) => likely.script === want.script);
    const found = exact ?? sameScript ?? sameLanguage[0];
    if (found !== undefined) return found.tag;
  }
  return fallback;
}
