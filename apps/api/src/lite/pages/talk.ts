import type { Caption, ChatHistoryItem } from '#libs/contracts';
import { directionOf, languageName } from '#libs/pages';
import { type Html, html } from '../html.js';
import type { Room } from '../read-room.js';
import type { Words } from '../words.js';

type Doubted = Pick<Caption, 'from' | 'lang' | 'machine' | 'flags'>;

const isUntranslated = ({ flags }: Doubted): boolean => flags.includes('source-fallback') || flags.includes('blocked');

/** Who made a text, where that is not the one who said it. */
function noteOf(text: Doubted, words: Words): Html | null {
  if (text.from === text.lang) return null;
  const lang = languageName(text.from, words.locale);
  if (isUntranslated(text)) return html`<small>${words.t('untranslated', { lang })}</small>`;
  return text.machine ? html`<small>${words.t('machineText')}</small>` : null;
}

const textIn = (lang: string, text: string): Html => html`<p lang="${lang}" dir="${directionOf(lang)}">${text}</p>`;

function captionLine(caption: Caption, { words, spoken }: Room): Html {
  const said = isUntranslated(caption) ? undefined : spoken.get(caption.segment);
  return html`<li id="c-${caption.segment}" data-rev="${caption.rev}" data-n="${caption.n}">
    ${textIn(isUntranslated(caption) ? caption.from : caption.lang, caption.text)}${noteOf(caption, words)}
    ${said !== undefined && original(caption.from, said, words)}
  </li>`;
}

function chatLine({ message, translation }: ChatHistoryItem, words: Words): Html {
  const translated = translation !== null && !isUntranslated(translation) ? translation : null;
  const { role } = message.author;
  return html`<li id="m-${message.message}" ${role !== null && html` class="staff"`}>
    <b><bdi>${message.author.name}</bdi></b>
    ${role !== null && html` <i>${words.t(`role.${role}`)}</i>`}
    ${message.author.simulated && html` <i>${words.t('simulated')}</i>`}
    ${textIn(translated?.lang ?? message.lang, translated?.text ?? message.text)}
    ${translation !== null && noteOf(translation, words)}
    ${translated !== null && original(message.lang, message.text, words)}
  </li>`;
}

const original = (lang: string, text: string, words: Words): Html =>
  html`<details>
    <summary>${words.t('original')}</summary>
    ${textIn(lang, text)}
  </details>`;

/**
 * What is said. New lines are read out by screen readers, one after the other; what is still being spoken stands below
 * them, where it is seen and not read out word by word.
 */
export const captionsOf = (room: Room): Html => {
  const { captions, words, snapshot } = room;
  return html`<section class="said">
    <h2>${words.t('captions')}</h2>
    <div role="log" tabindex="0" aria-label="${words.t('captions')}">
      <ol id="captions">
        ${captions.map((caption) => captionLine(caption, room))}
      </ol>
    </div>
    <p id="now" dir="auto"></p>
    ${captions.length === 0 && html`<p class="quiet">${waitingWords(snapshot.session, words)}</p>`}
  </section>`;
};

const waitingWords = ({ state, startsAt }: Room['snapshot']['session'], words: Words): string => {
  if (state === 'scheduled') return words.t('captionsScheduled', { when: words.moment(startsAt) });
  if (state === 'cancelled') return words.t('state.cancelled');
  return words.t(state === 'ended' ? 'captionsEnded' : 'captionsWait');
};

/** What people write, newest first, so that nobody scrolls after a refresh. */
export const messagesOf = ({ messages, words }: Room): Html =>
  html`<ol id="messages" aria-label="${words.t('chat')}">
    ${messages.map((item) => chatLine(item, words))}
  </ol>`;
