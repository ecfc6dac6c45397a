import { useEffect, useMemo, useState } from 'preact/hooks';
import { sessionPulse } from '#libs/client';
import { staff } from '../../app/client.js';
import { usePolled } from '../../app/use-polled.js';
import { formatCount } from '../../i18n/format.js';
import { languageName } from '../../i18n/language-names.js';
import { locale, type MessageKey, t } from '../../i18n/messages.js';
import { FormError } from '../../ui/form-error.js';
import type { WatchRoom } from '../../watch/watch-room.js';
import type { PlotCanvas } from '../../ui/plot-canvas.js';
import { PlotCard } from './plot-card.js';
import { lagPlot, salesPlot, viewersPlot } from './pulse-series.js';

const EVERY_MS = 15_000;

/**
 * The last hour at a glance. Minutes come from the server, which also knows those before the page was opened; how many
 * read along now is what the room was told last. What draws comes after the desk, so that the desk is there at once.
 */
export function PulsePanel({ room }: { room: WatchRoom }) {
  const { id } = room.info.value;
  const { value, error } = usePolled(() => staff.me.send(sessionPulse(id)), EVERY_MS, id);
  const [Canvas, setCanvas] = useState<{ it: typeof PlotCanvas } | null>(null);
  useEffect(() => {
    import('../../ui/plot-canvas.js').then(
      (drawing) => setCanvas({ it: drawing.PlotCanvas }),
      () => {},
    );
  }, []);
  const audience = room.audience.value;
  const minutes = value?.minutes ?? [];
  const plots = useMemo(
    () => ({
      viewers: viewersPlot(minutes, audience, room.connection.clock.now()),
      sales: salesPlot(minutes),
      lag: lagPlot(minutes),
    }),
    [value, audience],
  );
  const draw = { Canvas: Canvas?.it ?? null };
  return (
    <section class="card desk-panel pulse-panel" aria-label={t('desk.lastHour')}>
      <h2>{t('desk.lastHour')}</h2>
      <div class="plots">
        <PlotCard {...draw} title={t('viewersByLanguage')} plot={plots.viewers} nameOf={languageName} format={whole} />
        {value !== null && (
          <>
            <PlotCard {...draw} title={t('desk.salesPlot')} plot={plots.sales} nameOf={message} format={whole} />
            <PlotCard {...draw} title={t('desk.lagPlot')} plot={plots.lag} nameOf={languageName} format={seconds} />
          </>
        )}
      </div>
      <FormError error={error} />
    </section>
  );
}

const message = (name: string): string => t(name as MessageKey);
const whole = (value: number): string => (Number.isInteger(value) ? formatCount(value) : '');
const seconds = (value: number): string =>
  new Intl.NumberFormat(locale.value, {
    style: 'unit',
    unit: 'second',
    unitDisplay: 'narrow',
    maximumFractionDigits: 1,
  }).format(value);
