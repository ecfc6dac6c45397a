import { useEffect, useRef, useState } from 'preact/hooks';
import { useAction } from '../app/use-action.js';
import { languageName } from '../i18n/language-names.js';
import { directionOf, t } from '../i18n/messages.js';
import { FormError } from '../ui/form-error.js';
import { Icon } from '../ui/icon.js';
import { AskedLine } from './asked-line.js';
import type { ReadMessage } from './chat-text.js';
import { NameEditor } from './name-editor.js';
import { sendChat } from './viewer-commands.js';
import type { WatchRoom } from './watch-room.js';

const MAX_LENGTH = 500;

interface Props {
  room: WatchRoom;
  /** What the next message answers. */
  answering: ReadMessage | null;
  onAnswered: () => void;
}

export function Composer({ room, answering, onAnswered }: Props) {
  const [text, setText] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (answering !== null) input.current?.focus();
  }, [answering]);
  const { run, busy, error } = useAction();
  const lang = room.served.value;
  const send = (event: Event) => {
    event.preventDefault();
    const wanted = text.trim();
    if (wanted === '') return;
    run(async () => {
      await sendChat(room, wanted, answering?.message.message);
      onAnswered();
      // what was typed while it was on its way stays
      setText((now) => (now.trim() === wanted ? '' : now));
    });
  };
  const label = t('write', { lang: languageName(lang) });
  return (
    <form class="composer" onSubmit={send} onKeyDown={(event) => event.key === 'Escape' && onAnswered()}>
      {answering !== null && (
        <div class="answering">
          <AskedLine asked={answering} shown />
          <button type="button" class="icon-button" aria-label={t('close')} onClick={onAnswered}>
            <Icon name="close" />
          </button>
        </div>
      )}
      <div class="composer-row">
        <input
          name="message"
          ref={input}
          class="field"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          maxLength={MAX_LENGTH}
          placeholder={label}
          aria-label={label}
          lang={lang}
          dir={text === '' ? directionOf(lang) : 'auto'}
          autocomplete="off"
          enterkeyhint="send"
        />
        <button
          class="button button-round"
          disabled={busy || text.trim() === ''}
          aria-label={t('send')}
          title={t('send')}
        >
          <Icon name="send" />
        </button>
      </div>
      <div class="composer-foot">
        {isGuest(room) && <NameEditor room={room} />}
        {isGuest(room) && room.offer.value && (
          <span class="composer-hint">
            {t('orderHint', { example: t('orderExample', { code: room.offer.value.code }) })}
          </span>
        )}
      </div>
      <FormError error={error} />
    </form>
  );
}

const isGuest = (room: WatchRoom): boolean => (room.person.me.account?.kind ?? 'guest') === 'guest';
