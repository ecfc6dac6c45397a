/**
 * The first offered language that a person reads: the tag itself, else one with the same language and script
 * (`zh-CN` reads `zh-Hans`), else one with the same language.
 *
 * @param wanted BCP-47 tags, the first choice first
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
