import { ownName } from '#libs/pages';
import { type Html, html } from '../html.js';
import type { Note } from '../lite-cookies.js';
import type { Room } from '../read-room.js';
import { chatOf } from './forms.js';
import type { PageContent } from './frame.js';
import { goodsOf } from './goods.js';
import { mineOf } from './mine.js';
import { captionsOf } from './talk.js';

/** A session to read, to chat in and to buy in. */
export const roomPage = (room: Room, note: Note | null): PageContent => {
  const { session } = room.snapshot;
  const base = `/s/${session.slug}/lite`;
  return {
    title: session.title,
    words: room.words,
    main: html`${head(base, room)}
      <main id="room" data-events="${room.events}" ${live(room)}>
        <p id="note" role="status" tabindex="-1" class="${note?.tone}">${note?.text}</p>
        ${captionsOf(room)}
        <div class="side">${mineOf(base, room)}${goodsOf(base, room)}</div>
        ${chatOf(base, room)}
      </main>`,
  };
};

/** What the script says, in the reader's language, and what it has to know of it. */
const live = ({ words, lang, snapshot }: Room): Html => {
  const said = {
    lang,
    state: snapshot.session.state,
    captions: `/v1/sessions/${snapshot.session.id}/captions/`,
    now: new Date().toISOString(),
    lost: words.t('reconnecting'),
    failed: words.t('error.lost'),
    machine: words.t('machineText'),
    untranslated: words.t('untranslated', { lang: '{lang}' }),
    original: words.t('original'),
    stock: words.t('stockLeft', { count: '{count}' }),
    gone: words.t('soldOut'),
    simulated: words.t('simulated'),
    host: words.t('role.host'),
    cohost: words.t('role.co-host'),
    interpreter: words.t('role.interpreter'),
    moderator: words.t('role.moderator'),
  };
  return html`${Object.entries(said).map(([name, value]) => html` data-${name}="${value}"`)}`;
};

function head(base: string, { snapshot, words, lang }: Room): Html {
  const { session, audience } = snapshot;
  const starts = session.state === 'scheduled' && words.t('starts', { when: words.moment(session.startsAt) });
  return html`<header class="top">
    <a class="brand" href="/">Silkcast</a>
    <form class="row" action="${base}">
      <label
        ><span class="away">${words.t('readIn')}</span>
        <select name="lang">
          ${session.languages.map(
            (tag) =>
              html`<option lang="${tag}" value="${tag}" ${tag === lang && html` selected`}>${ownName(tag)}</option>`,
          )}
        </select>
      </label>
      <button class="plain">${words.t('choose')}</button>
    </form>
    <h1><bdi>${session.title}</bdi></h1>
    <p class="quiet">
      <span class="state ${session.state}">${words.t(session.state)}</span>
      ${words.t('withHost', { name: session.hostName })}${' · '}
      ${starts || words.t('watching', { count: audience.viewers })}
    </p>
    <nav class="row">
      <a href="${base}">${words.t('refresh')}</a>
      <a href="/s/${session.slug}">${words.t('withVideo')}</a>
    </nav>
    <noscript><p class="quiet">${words.t('refreshNote')}</p></noscript>
  </header>`;
}
