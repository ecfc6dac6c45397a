import type { ProcessVitals } from '#libs/contracts';
import { formatMoment } from '../i18n/format.js';
import { t } from '../i18n/messages.js';
import { bytes, count, milliseconds, share } from './measure-formats.js';

/** Every process that has told of itself in the last seconds, in the order of the lines in the plots. */
export const ProcessList = ({ processes }: { processes: readonly ProcessVitals[] }) => (
  <section class="card desk-panel" aria-label={t('operateProcesses')}>
    <h2>{t('operateProcesses')}</h2>
    <ul role="list">
      {processes.map(({ id, role, startedAt, vitals }, index) => {
        const now = vitals.at(-1);
        return (
          <li key={id} class="job-row process">
            <p>
              <strong>
                {t(`operate.role.${role}`)} {count(index + 1)}
              </strong>
            </p>
            <p class="quiet">
              <time dateTime={startedAt}>{t('operateSince', { when: formatMoment(startedAt) })}</time>
            </p>
            {now && (
              <p class="process-now">
                <span>{t('processCpu', { value: share(now.cpu) })}</span>
                <span>{t('processMemory', { value: bytes(now.memory) })}</span>
                <span>{t('processLoop', { value: milliseconds(now.loopMs) })}</span>
              </p>
            )}
          </li>
        );
      })}
    </ul>
  </section>
);
