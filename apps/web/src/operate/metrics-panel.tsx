import { houseVitals } from '#libs/client';
import { staff } from '../app/client.js';
import { usePolled } from '../app/use-polled.js';
import { t } from '../i18n/messages.js';
import { foldVitals, type Line } from './fold-vitals.js';
import { count, milliseconds, perSecond, share } from './measure-formats.js';
import { MetricPlot } from './metric-plot.js';
import { ProcessList } from './process-list.js';

const EVERY_MS = 5000;

/** The last ten minutes of the house, as its processes tell them. */
export function MetricsPanel() {
  const { value, error } = usePolled(() => staff.me.send(houseVitals()), EVERY_MS, 'vitals');
  if (value === null) return <p class={error === null ? 'quiet' : 'form-error'}>{error ?? t('loading')}</p>;
  const { at, sum, most, each } = foldVitals(value);
  const plots: [title: string, lines: Line[], format: (value: number) => string][] = [
    [t('operate.plot.connections'), sum('connections'), count],
    [t('operate.plot.deliveries'), sum('deliveries'), perSecond],
    [t('operate.plot.claims'), sum('claims'), perSecond],
    [t('operate.plot.loop'), each('loopMs'), milliseconds],
    [t('operate.plot.cpu'), each('cpu'), share],
    [t('operate.plot.jobs'), most('jobsWaiting'), count],
    [t('operate.plot.lag'), most('translationLag'), (seconds) => milliseconds(seconds * 1000)],
    [t('operate.plot.outbox'), most('outboxWaiting'), count],
    [t('operate.plot.webhooks'), sum('webhookFailures'), perSecond],
  ];
  return (
    <section class="operate-section" aria-label={t('operateMetrics')}>
      <p class="form-error" role="status">
        {error}
      </p>
      {at.length === 0 && <p class="card operate-empty">{t('operateMeasuring')}</p>}
      <div class="plots">
        {at.length > 0 &&
          plots.map(([title, lines, format]) => (
            <MetricPlot
              key={title}
              title={title}
              plot={{
                times: at,
                series: lines.map(({ process, values }, index) => ({
                  name: process === undefined ? title : `${t(`operate.role.${process.role}`)} ${count(index + 1)}`,
                  values,
                })),
              }}
              format={format}
            />
          ))}
      </div>
      <ProcessList processes={value.processes} />
    </section>
  );
}
