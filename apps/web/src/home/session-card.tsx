import type { Session } from '#libs/contracts';
import { formatCount, formatMoment } from '../i18n/format.js';
import { ownName } from '#libs/pages';
import { t } from '../i18n/messages.js';
import { StatusBadge } from '../ui/status-badge.js';

const SHOWN_LANGUAGES = 4;

export const SessionCard = ({ session }: { session: Session }) => (
  <li>
    <a class={`session-card session-card-${session.state}`} href={`/s/${session.slug}`}>
      <span class="session-poster">
        {session.poster && <img src={session.poster} alt="" width="960" height="540" loading="lazy" />}
        <StatusBadge state={session.state} />
      </span>
      <span class="session-card-text">
        <strong lang={session.sourceLang} dir="auto">
          {session.title}
        </strong>
        <span class="quiet">
          {t('withHost', { name: session.hostName })}
          {session.state === 'scheduled' && ` · ${t('starts', { when: formatMoment(session.startsAt) })}`}
        </span>
        <Languages tags={session.languages} />
        {session.state === 'live' && <span class="button session-watch">{t('watch')}</span>}
      </span>
    </a>
  </li>
);

const Languages = ({ tags }: { tags: readonly string[] }) => (
  <span class="tags">
    {tags.slice(0, SHOWN_LANGUAGES).map((tag) => (
      <span key={tag} class="tag" lang={tag}>
        {ownName(tag)}
      </span>
    ))}
    {tags.length > SHOWN_LANGUAGES && <span class="tag">+{formatCount(tags.length - SHOWN_LANGUAGES)}</span>}
  </span>
);
