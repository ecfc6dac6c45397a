import type { AuditEntry } from '#libs/contracts';
import { formatMoment } from '../i18n/format.js';
import { t, tIfKnown } from '../i18n/messages.js';

interface Props {
  entry: AuditEntry;
  onSession: (id: string) => void;
  onActor: (id: string) => void;
}

/** Ids that narrow the list when they are pressed. */
export const AuditRow = ({ entry, onSession, onActor }: Props) => (
  <li class="audit-row">
    <p>
      <strong>{t(`operate.audit.${entry.action}`)}</strong>
      {entry.detail !== null && <span class="tag">{tIfKnown(`operateReason.${entry.detail}`) ?? entry.detail}</span>}
    </p>
    <time class="quiet" dateTime={entry.at}>
      {formatMoment(entry.at)}
    </time>
    <dl class="audit-ids">
      <Id name={t(`operate.actor.${entry.actor.kind}`)} id={entry.actor.id} onPress={onActor} />
      <Id name={t('auditSession')} id={entry.sessionId} onPress={onSession} />
      <Id name={t('auditExporter')} id={entry.exporterId} />
      <Id name={t('auditSubject')} id={entry.subjectId} />
      <Id name={t('auditRequest')} id={entry.requestId} />
    </dl>
  </li>
);

const Id = ({ name, id, onPress }: { name: string; id: string | null; onPress?: (id: string) => void }) => {
  if (id === null) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {onPress ? (
          <button type="button" class="link" onClick={() => onPress(id)}>
            <code>{id}</code>
          </button>
        ) : (
          <code>{id}</code>
        )}
      </dd>
    </div>
  );
};
