import { useState } from 'preact/hooks';
import type { ChatLine } from '#libs/client';
import { useAction } from '../app/use-action.js';
import { formatCount, formatTime } from '../i18n/format.js';
import { languageName } from '../i18n/language-names.js';
import { directionOf, t } from '../i18n/messages.js';
import { FormError } from '../ui/form-error.js';
import { chatText } from '../watch/chat-text.js';
import type { WatchRoom } from '../watch/watch-room.js';
import { Dismissed } from './dismissed.js';
import { focusAtOnce } from './focus-at-once.js';
import { openQuestions } from './open-questions.js';

const MAX_LENGTH = 500;

/** What viewers ask, in the language of the host, on top until it is answered or put aside. */
export function QuestionsPanel({ room }: { room: WatchRoom }) {
  const [dismissed] = useState(() => new Dismissed(room.info.value.id));
  const questions = openQuestions(room.lines.value, dismissed.ids.value);
  return (
    <section class="card desk-panel questions-panel">
      <h2>
        {t('desk.questions')} {questions.length > 0 && <span class="mark">{formatCount(questions.length)}</span>}
      </h2>
      {questions.length === 0 && <p class="empty">{t('desk.noQuestions')}</p>}
      <ul class="questions" tabIndex={questions.length > 0 ? 0 : undefined} aria-label={t('desk.questions')}>
        {questions.map((line) => (
          <QuestionRow
            key={line.message.message}
            room={room}
            line={line}
            onDismiss={() => dismissed.add(line.message.message)}
          />
        ))}
      </ul>
    </section>
  );
}

function QuestionRow({ room, line, onDismiss }: { room: WatchRoom; line: ChatLine; onDismiss: () => void }) {
  const [answering, setAnswering] = useState(false);
  const { message } = line;
  const { text, lang } = chatText(line);
  return (
    <li class="question">
      <p class="line-author">
        <bdi class="line-name">{message.author.name}</bdi>
        <span class="quiet">
          {languageName(message.lang)} · <time dateTime={message.at}>{formatTime(message.at)}</time>
        </span>
      </p>
      <p lang={lang} dir={directionOf(lang)}>
        {text}
      </p>
      {lang !== message.lang && (
        <p class="quiet question-original" lang={message.lang} dir={directionOf(message.lang)}>
          {message.text}
        </p>
      )}
      {answering ? (
        <AnswerForm room={room} replyTo={message.message} onCancel={() => setAnswering(false)} />
      ) : (
        <div class="question-actions">
          <button type="button" class="button button-small question-answer" onClick={() => setAnswering(true)}>
            {t('desk.answer')}
          </button>
          <button type="button" class="button button-plain button-small" onClick={onDismiss}>
            {t('desk.dismiss')}
          </button>
        </div>
      )}
    </li>
  );
}

/** The answer quotes the question, and every viewer reads both in their own language. */
function AnswerForm({ room, replyTo, onCancel }: { room: WatchRoom; replyTo: string; onCancel: () => void }) {
  const [text, setText] = useState('');
  const { run, busy, error } = useAction();
  const lang = room.served.value;
  const send = (event: Event) => {
    event.preventDefault();
    const answer = { key: crypto.randomUUID(), text: text.trim(), lang, replyTo };
    run(() => room.connection.command('chat.send', answer));
  };
  return (
    <form class="reason-form" onSubmit={send}>
      <input
        name="answer"
        class="field field-small"
        aria-label={t('desk.answer')}
        placeholder={t('write', { lang: languageName(lang) })}
        maxLength={MAX_LENGTH}
        lang={lang}
        value={text}
        ref={focusAtOnce}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={({ key }) => key === 'Escape' && onCancel()}
      />
      <button class="button button-small" disabled={busy || text.trim() === ''}>
        {t('send')}
      </button>
      <button type="button" class="button button-plain button-small" onClick={onCancel}>
        {t('desk.back')}
      </button>
      <FormError error={error} />
    </form>
  );
}
