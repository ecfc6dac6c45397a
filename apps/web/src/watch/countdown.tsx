import { formatCountdown } from '../i18n/format.js';
import { t } from '../i18n/messages.js';
import { Icon } from '../ui/icon.js';
import { useServerTime } from './use-server-time.js';
import type { WatchRoom } from './watch-room.js';

const HURRY_MS = 120_000;

/** @param calm for a time that is short by its nature: it does not turn red */
export function Countdown({ room, until, calm = false }: { room: WatchRoom; until: string; calm?: boolean }) {
  const left = Date.parse(until) - useServerTime(room);
  const time = formatCountdown(left);
  return (
    <span
      class={left < HURRY_MS && !calm ? 'countdown countdown-hurry' : 'countdown'}
      role="timer"
      aria-label={t('timeLeft', { time })}
    >
      <Icon name="clock" />
      <span aria-hidden="true">{time}</span>
    </span>
  );
}
