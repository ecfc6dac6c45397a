import type { SessionState } from '#libs/contracts';
import { formatMoment } from '../i18n/format.js';
import { t } from '../i18n/messages.js';
import { StatusBadge } from '../ui/status-badge.js';
import { HeardCaption, StageCaption } from './stage-caption.js';
import { StagePicture } from './stage-video.js';
import type { WatchRoom } from './watch-room.js';

/** The picture, who speaks, and what they say right now. */
export function Stage({ room }: { room: WatchRoom }) {
  const session = room.info.value;
  const caption = room.captions.value.at(-1);
  return (
    <section class="stage" aria-label={session.title}>
      <StagePicture room={room} />
      <div class="stage-top">
        <StatusBadge state={session.state} />
        <div class="stage-title">
          <h1>
            <bdi lang={session.sourceLang}>{session.title}</bdi>
          </h1>
          <p>{t('withHost', { name: session.hostName })}</p>
        </div>
      </div>
      <div class="stage-bottom">
        {caption !== undefined && session.state === 'live' ? (
          <StageCaption key={caption.segment} room={room} caption={caption} />
        ) : (
          <p class="stage-idle">{idleText(session.state, session.startsAt)}</p>
        )}
        <HeardCaption caption={session.state === 'live' ? caption : undefined} />
      </div>
    </section>
  );
}

function idleText(state: SessionState, startsAt: string): string {
  if (state === 'cancelled') return t('state.cancelled');
  if (state === 'live') return t('captionsWait');
  return state === 'ended' ? t('captionsEnded') : t('captionsScheduled', { when: formatMoment(startsAt) });
}
