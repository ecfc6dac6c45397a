import { formatCount } from '../i18n/format.js';
import { t } from '../i18n/messages.js';
import { Icon } from '../ui/icon.js';
import type { WatchRoom } from './watch-room.js';

export const Audience = ({ room }: { room: WatchRoom }) => {
  const { viewers } = room.audience.value;
  if (viewers === 0) return null;
  const text = t('watching', { count: viewers });
  return (
    <span class="audience" title={text}>
      <Icon name="people" />
      <span aria-hidden="true">{formatCount(viewers)}</span>
      <span class="sr-only">{text}</span>
    </span>
  );
};
