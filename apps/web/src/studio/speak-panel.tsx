import { useState } from 'preact/hooks';
import { useAction } from '../app/use-action.js';
import { directionOf, t } from '../i18n/messages.js';
import { CaptionLine } from './caption-line.js';
import { MicrophoneBar } from './microphone-bar.js';
import { say } from './say.js';
import type { WatchRoom } from '../watch/watch-room.js';
import { FormError } from '../ui/form-error.js';

const MAX_LENGTH = 500;
const SHOWN = 5;

/** The host speaks, or types; each sentence is one segment. */
export function SpeakPanel({ room }: { room: WatchRoom }) {
  const [text, setText] = useState('');
  const { run, busy, error } = useAction();
  const { sourceLang, state } = room.info.value;
  const submit = (event: Event) => {
    event.preventDefault();
    const wanted = text.trim();
    if (wanted === '') return;
    run(async () => {
      await say(room, wanted);
      setText('');
    });
  };
  return (
    <section class="card desk-panel">
      <h2>{t('say')}</h2>
      <MicrophoneBar room={room} />
      <form class="speak" onSubmit={submit}>
        <textarea
          name="caption"
          class="field"
          rows={2}
          maxLength={MAX_LENGTH}
          placeholder={t('sayPlaceholder')}
          aria-label={t('sayPlaceholder')}
          lang={sourceLang}
          value={text}
          disabled={state !== 'live'}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) submit(event);
          }}
        />
        <button class="button" disabled={busy || state !== 'live' || text.trim() === ''}>
          {t('say')}
        </button>
      </form>
      <FormError error={error} />
      <h3>{t('saidLately')}</h3>
      <ul class="said-list" lang={sourceLang} dir={directionOf(sourceLang)}>
        {room.captions.value.slice(-SHOWN).map((caption) => (
          <CaptionLine key={caption.segment} room={room} caption={caption} />
        ))}
      </ul>
    </section>
  );
}
