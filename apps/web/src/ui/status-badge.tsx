import type { SessionState } from '#libs/contracts';
import { t } from '../i18n/messages.js';

export const StatusBadge = ({ state }: { state: SessionState }) => (
  <span class={`badge badge-${state}`}>
    {state === 'live' && <span class="pulse" aria-hidden="true" />}
    {t(state === 'cancelled' ? 'state.cancelled' : state)}
  </span>
);
