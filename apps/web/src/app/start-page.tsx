import { type ComponentType, render } from 'preact';
import { type AreaWords, firstReadable } from '#libs/pages';
import { wantedLanguages } from '../i18n/language-choice.js';
import { interfaceLanguages, needWords, speak } from '../i18n/messages.js';

/**
 * Shows a page in the language of its reader.
 * @param areas whose words the page says, on top of what is common to all
 */
export async function startPage(Page: ComponentType, ...areas: AreaWords[]): Promise<void> {
  needWords(...areas);
  await speak(pageLanguage());
  const place = document.getElementById('page');
  if (place !== null) render(<Page />, place);
}

/** The reader's own tag where the page speaks its language, so that numbers and dates follow the region too. */
function pageLanguage(): string {
  const spoken = firstReadable(wantedLanguages(), interfaceLanguages, 'en');
  return wantedLanguages().find((tag) => tag.split('-')[0] === spoken) ?? spoken;
}
