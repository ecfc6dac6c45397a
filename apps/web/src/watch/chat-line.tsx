import { useState } from 'preact/hooks';
import type { ChatLine as Line } from '#libs/client';
import type { ChatAuthor } from '#libs/contracts';
import { formatTime } from '../i18n/format.js';
import { directionOf, t } from '../i18n/messages.js';
import { AskedLine, lineAnchor } from './asked-line.js';
import { Original } from './caption-original.js';
import { chatText } from './chat-text.js';
import { TranslationNote } from './translation-note.js';

interface Props {
  line: Line;
  mine: boolean;
  /** Whether what it answers is among the lines that are shown. */
  askedShown: boolean;
  /** Missing where nobody can write any more. */
  onAnswer: (() => void) | undefined;
}

export function ChatLine({ line, mine, askedShown, onAnswer }: Props) {
  const { message, translation, inReplyTo } = line;
  const [shown, setShown] = useState(false);
  const original = { shown, text: message.text, toggle: () => setShown(!shown) };
  const { text, lang } = chatText(line);
  return (
    <li
      id={lineAnchor(message.message)}
      class={`line ${mine ? 'line-mine' : ''} ${message.author.role ? 'line-staff' : ''}`}
    >
      <Avatar name={message.author.name} />
      <div class="line-body">
        <p class="line-author">
          <AuthorName author={message.author} mine={mine} />
          <time class="line-time" dateTime={message.at}>
            {formatTime(message.at)}
          </time>
          {onAnswer !== undefined && (
            <button
              type="button"
              class="line-answer"
              aria-label={`${t('reply')}: ${message.author.name}`}
              onClick={onAnswer}
            >
              {t('reply')}
            </button>
          )}
        </p>
        {inReplyTo !== null && <AskedLine asked={inReplyTo} shown={askedShown} />}
        <p class="line-text" lang={lang} dir={directionOf(lang)}>
          {text}
        </p>
        <Original original={original} lang={message.lang} class="original" />
        {translation !== null && <TranslationNote piece={translation} original={original} />}
      </div>
    </li>
  );
}

const AuthorName = ({ author, mine }: { author: ChatAuthor; mine: boolean }) => (
  <>
    <bdi class="line-name">{author.name}</bdi>
    {mine && <span class="mark mark-you">{t('you')}</span>}
    {author.role && <span class="mark mark-role">{t(`role.${author.role}`)}</span>}
    {author.simulated && <span class="mark">{t('simulated')}</span>}
  </>
);

const TINTS = 6;

// The same person has the same tint everywhere.
function Avatar({ name }: { name: string }) {
  const [initial = '?'] = name;
  const tint = [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % TINTS;
  return (
    <span class={`avatar avatar-${tint}`} aria-hidden="true">
      {initial.toLocaleUpperCase()}
    </span>
  );
}
