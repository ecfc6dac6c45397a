import { failedJobs, retryJob } from '#libs/client';
import type { FailedJob, QueueName } from '#libs/contracts';
import { staff } from '../app/client.js';
import { useAction } from '../app/use-action.js';
import { usePolled } from '../app/use-polled.js';
import { formatMoment } from '../i18n/format.js';
import { t } from '../i18n/messages.js';
import { FormError } from '../ui/form-error.js';

const EVERY_MS = 5000;

interface Props {
  queue: QueueName;
  /** How many there are, as the queue itself counts. */
  failed: number;
  onRetried: () => void;
}

/** Jobs that were given up, without what they were about. Gone while there are none. */
export function FailedJobList({ queue, failed, onRetried }: Props) {
  const jobs = usePolled(() => staff.me.send(failedJobs(queue)), EVERY_MS, `failed ${queue} ${failed}`);
  const retried = () => {
    jobs.refresh();
    onRetried();
  };
  if (failed === 0) return null;
  return (
    <section class="card desk-panel" aria-label={t('operateFailed', { queue: t(`operate.queue.${queue}`) })}>
      <h2>{t('operateFailed', { queue: t(`operate.queue.${queue}`) })}</h2>
      <p class="form-error" role="status">
        {jobs.error}
      </p>
      <ul role="list">
        {jobs.value?.items.map((job) => (
          <JobRow key={job.id} job={job} onRetried={retried} />
        ))}
      </ul>
    </section>
  );
}

function JobRow({ job, onRetried }: { job: FailedJob; onRetried: () => void }) {
  const { run, busy, error } = useAction();
  const retry = () =>
    run(async () => {
      await staff.me.send(retryJob(job.queue, job.id));
      onRetried();
    });
  return (
    <li class="job-row">
      <div>
        <p>
          <strong>{job.name}</strong> <code>{job.error}</code>
        </p>
        <p class="quiet">
          <code>{job.id}</code> · {t('operateAttempts', { count: job.attempts })}
          {job.failedAt !== null && (
            <>
              {' '}
              · <time dateTime={job.failedAt}>{formatMoment(job.failedAt)}</time>
            </>
          )}
        </p>
        <FormError error={error} />
      </div>
      <button type="button" class="button button-outline button-small" disabled={busy} onClick={retry}>
        {t('operateRetry')}
      </button>
    </li>
  );
}
