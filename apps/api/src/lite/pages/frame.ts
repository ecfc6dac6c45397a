import type { Order } from '#libs/contracts';
import { type Html, html } from '../html.js';
import type { LiteAssets } from '../lite-assets.js';
import type { Words } from '../words.js';

export interface PageContent {
  title: string;
  words: Words;
  main: Html;
}

/** The whole document around what a page shows. */
export const frame = ({ title, words, main }: PageContent, { styles, scripts }: LiteAssets): string =>
  `<!doctype html>${
    html`<html lang="${words.locale}" dir="${words.dir}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#fbf6ee" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#17110d" />
        <meta name="description" content="${words.t('textPageLead')}" />
        <title>${title} · Silkcast</title>
        <link rel="icon" href="/icon.svg" />
        ${styles.map((href) => html`<link rel="stylesheet" href="${href}" />`)}
        ${scripts.map((src) => html`<script type="module" src="${src}"></script>`)}
      </head>
      <body>
        ${main}
      </body>
    </html>`.markup
  }`;

/** A way back to the session from a page that belongs to it. */
export const backTo = (base: string, words: Words): Html =>
  html`<header class="top"><a href="${base}">${words.t('backToSession')}</a></header>`;

/** A page of one order, with a way back to the session it belongs to. */
export function pageOfOrder(base: string, words: Words, { number }: Order, content: Html): PageContent {
  const title = words.t('orderNumber', { number });
  return {
    title,
    words,
    main: html`${backTo(base, words)}
      <main class="narrow">
        <h1>${title}</h1>
        ${content}
      </main>`,
  };
}
