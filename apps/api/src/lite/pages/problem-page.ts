import { html } from '../html.js';
import type { Words } from '../words.js';
import { backTo, type PageContent } from './frame.js';

/** What went wrong, and the way back. */
export const problemPage = (base: string, words: Words, text: string): PageContent => ({
  title: text,
  words,
  main: html`${backTo(base, words)}
    <main class="narrow"><p id="problem" class="bad" role="alert">${text}</p></main>`,
});
