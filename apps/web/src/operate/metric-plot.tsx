import { PlotCanvas, type PlotData } from '../ui/plot-canvas.js';
import { timeOf } from './measure-formats.js';

interface Props {
  title: string;
  plot: PlotData;
  format: (value: number) => string;
}

/** Values over time, with the latest of each line in words: a canvas says nothing to a screen reader. */
export const MetricPlot = ({ title, plot, format }: Props) => (
  <figure class="card plot">
    <figcaption>{title}</figcaption>
    <ul class="plot-now" role="list">
      {plot.series.map(({ name, values }, index) => (
        <li key={name} data-line={index}>
          {plot.series.length > 1 && <span>{name}</span>} <strong>{latest(values, format)}</strong>
        </li>
      ))}
    </ul>
    <PlotCanvas plot={plot} format={format} formatTime={timeOf} />
  </figure>
);

const latest = (values: readonly (number | null)[], format: (value: number) => string): string => {
  const value = values.at(-1) ?? null;
  return value === null ? '–' : format(value);
};
