import { t } from '../i18n/messages.js';
import type { WatchRoom } from './watch-room.js';

/** Silent while all is well; laid over the page, so that nothing moves when it comes. */
export const ConnectionNote = ({ room }: { room: WatchRoom }) => {
  const status = room.status.value;
  const lost = status === 'waiting' || (status === 'connecting' && room.connection.state.room !== null);
  return (
    <div class="connection-note" role="status">
      {lost && (
        <span class="pill">
          {t('reconnecting')}{' '}
          <a class="link" href={`/s/${room.info.value.slug}/lite`}>
            {t('textOnly')}
          </a>
        </span>
      )}
      {status === 'closed' && (
        <span class="pill">
          {t('disconnected')}{' '}
          <button type="button" class="link" onClick={() => room.connection.rejoin()}>
            {t('tryAgain')}
          </button>
        </span>
      )}
    </div>
  );
};
