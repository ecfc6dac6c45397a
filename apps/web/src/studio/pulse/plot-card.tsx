import type { ComponentType } from 'preact';
import { formatTime } from '../../i18n/format.js';
import { t } from '../../i18n/messages.js';
import type { PlotCanvas, PlotData } from '../../ui/plot-canvas.js';
import { seriesDashes } from '../../ui/series-look.js';

/** A session that has just begun is not stretched over the whole width. */
const LEAST_SECONDS = 600;

interface Props {
  title: string;
  plot: PlotData;
  nameOf: (series: string) => string;
  format: (value: number) => string;
  /** Null while it is on its way. */
  Canvas: ComponentType<Parameters<typeof PlotCanvas>[0]> | null;
}

/** A plot with what it says: its newest figures by name, and all of them as a table. */
export function PlotCard({ title, plot, nameOf, format, Canvas }: Props) {
  const newest = plot.series.map(({ name, values }) => ({
    name: nameOf(name),
    value: values.findLast((value) => value !== null) ?? null,
  }));
  const said = (value: number | null | undefined) => (value === null || value === undefined ? '–' : format(value));
  return (
    <figure class="plot">
      <figcaption>
        <h3>{title}</h3>
      </figcaption>
      {plot.series.length === 0 ? (
        <p class="empty">{t('desk.nothingYet')}</p>
      ) : (
        <>
          {Canvas === null ? (
            <div class="plot-canvas" />
          ) : (
            <Canvas
              plot={plot}
              leastSeconds={LEAST_SECONDS}
              format={format}
              label={`${title}: ${newest.map(({ name, value }) => `${name} ${said(value)}`).join(', ')}`}
            />
          )}
          <ul class="plot-legend">
            {newest.map(({ name, value }, index) => (
              <li key={name}>
                <svg class={`plot-key plot-key-${index}`} viewBox="0 0 24 4" aria-hidden="true">
                  <path d="M0 2h24" stroke-dasharray={seriesDashes[index]?.join(' ')} />
                </svg>
                <bdi>{name}</bdi> <strong>{said(value)}</strong>
              </li>
            ))}
          </ul>
          <details class="plot-table">
            <summary>{t('desk.asTable')}</summary>
            <div class="scrolled" tabIndex={0} role="region" aria-label={title}>
              <table class="units">
                <thead>
                  <tr>
                    <th scope="col">{t('desk.plotTime')}</th>
                    {newest.map(({ name }) => (
                      <th key={name} scope="col">
                        <bdi>{name}</bdi>
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {plot.times
                    .map((time, index) => (
                      <tr key={time}>
                        <th scope="row">{formatTime(new Date(time * 1000).toISOString())}</th>
                        {plot.series.map(({ name, values }) => (
                          <td key={name}>{said(values[index])}</td>
                        ))}
                      </tr>
                    ))
                    .toReversed()}
                </tbody>
              </table>
            </div>
          </details>
        </>
      )}
    </figure>
  );
}
