import type { WatchedSession } from '#libs/contracts';
import { formatCount, formatMoment } from '../i18n/format.js';
import { languageName } from '../i18n/language-names.js';
import { t } from '../i18n/messages.js';
import { StatusBadge } from '../ui/status-badge.js';
import { EndSession } from './end-session.js';

interface Props {
  watched: WatchedSession;
  onEnded: () => void;
}

export const SessionRow = ({ watched, onEnded }: Props) => {
  const { session, viewers, nodes, claims, orders, video, byLanguage } = watched;
  return (
    <li class="card watched-row">
      <header class="watched-head">
        <StatusBadge state={session.state} />
        <h2>
          <bdi lang={session.sourceLang}>{session.title}</bdi>
        </h2>
        <a class="button button-outline button-small" href={`/s/${session.slug}`} target="_blank" rel="noopener">
          {t('operateWatch')}
        </a>
      </header>
      <p class="quiet">
        <bdi>{session.hostName}</bdi> ·{' '}
        <time dateTime={session.startedAt ?? session.startsAt}>
          {formatMoment(session.startedAt ?? session.startsAt)}
        </time>
      </p>
      <dl class="watched-figures">
        <Figure name={t('operateViewers')} value={formatCount(viewers)} />
        <Figure name={t('operateNodes')} value={formatCount(nodes)} />
        <Figure name={t('operateClaims')} value={formatCount(claims)} />
        <Figure name={t('operateOrders')} value={formatCount(orders)} />
        <Figure name={t('operateVideo')} value={t(`operateVideo.${video}`)} />
      </dl>
      <ByLanguage counts={byLanguage} />
      {session.state === 'live' && <EndSession session={session} onEnded={onEnded} />}
    </li>
  );
};

const Figure = ({ name, value }: { name: string; value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);

const ByLanguage = ({ counts }: { counts: Readonly<Record<string, number>> }) => {
  const rows = Object.entries(counts).toSorted(([, a], [, b]) => b - a);
  if (rows.length === 0) return null;
  return (
    <ul class="tags" role="list" aria-label={t('operateByLanguage')}>
      {rows.map(([lang, count]) => (
        <li key={lang} class="tag">
          <bdi>{languageName(lang)}</bdi> {formatCount(count)}
        </li>
      ))}
    </ul>
  );
};
