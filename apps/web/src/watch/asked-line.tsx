import { directionOf, t } from '../i18n/messages.js';
import { chatText, type ReadMessage } from './chat-text.js';

/** Where the line of a message stands in the page. */
export const lineAnchor = (message: string): string => `line-${message}`;

/** What a line answers, and the way there while that line is shown. */
export function AskedLine({ asked, shown }: { asked: ReadMessage; shown: boolean }) {
  const { text, lang } = chatText(asked);
  const { message, author } = asked.message;
  return (
    <a class="asked" href={shown ? `#${lineAnchor(message)}` : undefined}>
      <bdi class="asked-name">{t('answers', { name: author.name })}</bdi>
      <q class="asked-text" lang={lang} dir={directionOf(lang)}>
        {text}
      </q>
    </a>
  );
}
