import { useState } from 'preact/hooks';
import { endSession, startSession } from '#libs/client';
import { staff } from '../app/client.js';
import { useAction } from '../app/use-action.js';
import { t } from '../i18n/messages.js';
import { FormError } from '../ui/form-error.js';
import { StatusBadge } from '../ui/status-badge.js';
import type { WatchRoom } from '../watch/watch-room.js';

export function LiveControls({ room }: { room: WatchRoom }) {
  const { id, state } = room.info.value;
  const { run, busy, error } = useAction();
  return (
    <div class="live-controls">
      <StatusBadge state={state} />
      {state === 'scheduled' && (
        <button type="button" class="button" disabled={busy} onClick={() => run(() => staff.me.send(startSession(id)))}>
          {t('goLive')}
        </button>
      )}
      {state === 'live' && <EndButton busy={busy} onEnd={() => run(() => staff.me.send(endSession(id)))} />}
      <FormError error={error} />
    </div>
  );
}

// An ended session stays ended, so it takes two presses.
function EndButton({ busy, onEnd }: { busy: boolean; onEnd: () => void }) {
  const [asked, setAsked] = useState(false);
  if (!asked) {
    return (
      <button type="button" class="button button-outline button-small" onClick={() => setAsked(true)}>
        {t('endSession')}
      </button>
    );
  }
  return (
    <>
      <button type="button" class="button button-small" disabled={busy} onClick={onEnd}>
        {t('endSure')}
      </button>
      <button type="button" class="button button-plain button-small" onClick={() => setAsked(false)}>
        {t('cancel')}
      </button>
    </>
  );
}
