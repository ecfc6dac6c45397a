import { uuidv7 } from 'uuidv7';
import { languageName } from '#libs/pages';
import { type Html, html } from '../html.js';
import type { Room } from '../read-room.js';
import { messagesOf } from './talk.js';

/** Sent twice, by a nervous finger or a bad network, a form with this in it has one effect. */
export const onceOnly = (): Html => html`<input type="hidden" name="key" value="${uuidv7()}" />`;

const join = (base: string, { words, lang }: Room): Html =>
  html`<form class="row" method="post" action="${base}/guest">
    <input type="hidden" name="lang" value="${lang}" />
    <label>${words.t('yourName')} <input name="displayName" required maxlength="40" autocomplete="nickname" /></label>
    <button>${words.t('join')}</button>
    <p class="quiet">${words.t('joinNote')}</p>
  </form>`;

function write(base: string, name: string, { words, lang, snapshot }: Room): Html {
  const label = words.t('write', { lang: languageName(lang, words.locale) });
  const [example] = snapshot.offers;
  return html`<form class="row" method="post" action="${base}/chat">
      ${onceOnly()}<input type="hidden" name="lang" value="${lang}" />
      <input name="text" aria-label="${label}" placeholder="${label}" required maxlength="500" autocomplete="off" />
      <button>${words.t('send')}</button>
      ${example && html`<p class="quiet">${orderHint(example.code, { words })}</p>`}
    </form>
    <form class="row quiet" method="post" action="${base}/leave">
      <span>${words.t('writingAs')} <bdi>${name}</bdi></span
      ><button class="plain">${words.t('signOut')}</button>
    </form>`;
}

const orderHint = (code: string, { words }: Pick<Room, 'words'>): string =>
  words.t('orderHint', { example: words.t('orderExample', { code }) });

/** What is written, and the way to write. */
export function chatOf(base: string, room: Room): Html {
  const { words, mine, snapshot } = room;
  return html`<section id="chat">
    <h2>${words.t('chat')}</h2>
    <div id="say">
      ${mine === null ? join(base, room) : snapshot.session.state === 'live' && write(base, mine.name, room)}
    </div>
    ${messagesOf(room)}
  </section>`;
}
