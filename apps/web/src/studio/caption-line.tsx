import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { correctCaption, retractCaption } from '#libs/client';
import type { Caption } from '#libs/contracts';
import { staff } from '../app/client.js';
import { useAction } from '../app/use-action.js';
import { t } from '../i18n/messages.js';
import { FormError } from '../ui/form-error.js';
import { Icon } from '../ui/icon.js';
import type { WatchRoom } from '../watch/watch-room.js';
import { focusAtOnce } from './focus-at-once.js';

interface Props {
  room: WatchRoom;
  caption: Caption;
  children?: ComponentChildren;
}

/** A caption that is out, with a way to put it right: viewers read the new text in its place. */
export function CaptionLine({ room, caption, children }: Props) {
  const [editing, setEditing] = useState(false);
  return (
    <li class={`said said-${caption.state}`}>
      {editing ? (
        <CaptionEditor room={room} caption={caption} onDone={() => setEditing(false)} />
      ) : (
        <div class="said-line">
          <p>{caption.text}</p>
          {caption.state !== 'partial' && (
            <button
              type="button"
              class="icon-button"
              aria-label={t('desk.correctThis', { text: caption.text })}
              title={t('desk.correct')}
              onClick={() => setEditing(true)}
            >
              <Icon name="edit" />
            </button>
          )}
        </div>
      )}
      {children}
    </li>
  );
}

/** It corrects the revision that was there when it opened: whoever was faster is not overwritten unseen. */
function CaptionEditor({ room, caption, onDone }: { room: WatchRoom; caption: Caption; onDone: () => void }) {
  const [from] = useState(caption);
  const [text, setText] = useState(caption.text);
  const [reason, setReason] = useState(() => t('desk.misheard'));
  const { run, busy, error } = useAction();
  const { id } = room.info.value;
  const change = (send: () => Promise<unknown>) => run(() => send().then(onDone));
  const correct = (event: Event) => {
    event.preventDefault();
    const correction = { lang: from.lang, baseRev: from.rev, text: text.trim(), reason: reason.trim() };
    change(() => staff.me.send(correctCaption(id, from.segment, correction)));
  };
  return (
    <form class="caption-editor" onSubmit={correct} lang="" onKeyDown={({ key }) => key === 'Escape' && onDone()}>
      <textarea
        name="correction"
        class="field"
        rows={2}
        maxLength={500}
        aria-label={t('desk.correct')}
        lang={from.lang}
        dir="auto"
        value={text}
        ref={focusAtOnce}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <label>
        <span>{t('desk.reason')}</span>
        <input
          name="reason"
          class="field field-small"
          maxLength={300}
          dir="auto"
          value={reason}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      <div class="question-actions">
        <button
          class="button button-small"
          disabled={busy || text.trim() === '' || reason.trim() === '' || text.trim() === from.text}
        >
          {t('desk.correct')}
        </button>
        <button
          type="button"
          class="button button-outline button-small"
          disabled={busy || reason.trim() === ''}
          title={t('desk.takeBackNote')}
          onClick={() => change(() => staff.me.send(retractCaption(id, from.segment, reason.trim())))}
        >
          {t('desk.takeBack')}
        </button>
        <button type="button" class="button button-plain button-small" onClick={onDone}>
          {t('desk.back')}
        </button>
      </div>
      <FormError error={error} />
    </form>
  );
}
