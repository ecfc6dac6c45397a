import { useState } from 'preact/hooks';
import { useAction } from '../app/use-action.js';
import { t } from '../i18n/messages.js';
import { Icon } from '../ui/icon.js';
import { changeName, viewerName } from './guest.js';
import type { WatchRoom } from './watch-room.js';

const MAX_LENGTH = 40;

/** Who the viewer is in the chat. While something is reserved the name stays: the reservation is that guest's. */
export function NameEditor({ room }: { room: WatchRoom }) {
  const [draft, setDraft] = useState<string | null>(null);
  const { run, busy } = useAction();
  const save = () => {
    const name = (draft ?? '').trim();
    if (name === '' || name === viewerName()) return setDraft(null);
    return run(async () => {
      await changeName(room, name);
      setDraft(null);
    });
  };
  if (draft === null) {
    return (
      <button
        type="button"
        class="name-button"
        disabled={room.baskets.value.length + room.waiting.value.length > 0}
        title={t('changeName')}
        onClick={() => setDraft(viewerName())}
      >
        {t('writingAs')} <bdi>{viewerName()}</bdi>
        <Icon name="edit" />
      </button>
    );
  }
  return (
    <span class="name-editor">
      <input
        name="nickname"
        class="field field-small"
        value={draft}
        maxLength={MAX_LENGTH}
        aria-label={t('yourName')}
        ref={(input) => input?.focus()}
        onInput={(event) => setDraft(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setDraft(null);
          if (event.key !== 'Enter') return;
          event.preventDefault();
          save();
        }}
      />
      <button type="button" class="button button-small" disabled={busy} onClick={save}>
        {t('save')}
      </button>
    </span>
  );
}
