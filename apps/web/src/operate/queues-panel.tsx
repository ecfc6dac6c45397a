import { openBoard, queueCounts } from '#libs/client';
import type { QueueCounts } from '#libs/contracts';
import { staff } from '../app/client.js';
import { useAction } from '../app/use-action.js';
import { usePolled } from '../app/use-polled.js';
import { formatCount } from '../i18n/format.js';
import { t } from '../i18n/messages.js';
import { FormError } from '../ui/form-error.js';
import { FailedJobList } from './failed-job-list.js';

const EVERY_MS = 3000;
const counted = ['waiting', 'active', 'delayed', 'completed', 'failed'] as const;

export function QueuesPanel() {
  const { value, error, refresh } = usePolled(() => staff.me.send(queueCounts()), EVERY_MS, 'queues');
  const board = useAction();
  const look = () =>
    board.run(async () => {
      await staff.me.send(openBoard());
      location.assign('/operate/board');
    });
  return (
    <section class="operate-section" aria-label={t('operateQueues')}>
      <p class="form-error" role="status">
        {error}
      </p>
      {value === null && error === null && <p class="quiet">{t('loading')}</p>}
      <div class="queues">
        {value?.items.map((queue) => (
          <QueueCard key={queue.name} queue={queue} />
        ))}
      </div>
      {value?.items.map(({ name, failed }) => (
        <FailedJobList key={name} queue={name} failed={failed} onRetried={refresh} />
      ))}
      <div class="board-door">
        <p class="quiet">{t('operateBoardLead')}</p>
        <button type="button" class="button button-outline button-small" disabled={board.busy} onClick={look}>
          {t('operateBoard')}
        </button>
        <FormError error={board.error} />
      </div>
    </section>
  );
}

const QueueCard = ({ queue }: { queue: QueueCounts }) => (
  <section class="card queue" aria-label={t(`operate.queue.${queue.name}`)}>
    <h2>{t(`operate.queue.${queue.name}`)}</h2>
    <dl class="watched-figures">
      {counted.map((name) => (
        <div key={name} class={name === 'failed' && queue.failed > 0 ? 'figure-alarm' : undefined}>
          <dt>{t(`operate.job.${name}`)}</dt>
          <dd>{formatCount(queue[name])}</dd>
        </div>
      ))}
    </dl>
  </section>
);
