const STORED = 'silkcast.lang';

/** What this person reads: what they chose here before, then what the browser says. */
export function wantedLanguages(): string[] {
  const chosen = localStorage.getItem(STORED);
  return chosen === null ? [...navigator.languages] : [chosen, ...navigator.languages];
}

export const rememberLanguage = (tag: string): void => localStorage.setItem(STORED, tag);
