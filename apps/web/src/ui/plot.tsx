import { useEffect, useRef } from 'preact/hooks';
import UPlot from 'uplot';

export interface PlotLine {
  label: string;
  values: (number | null)[];
}

interface Props {
  title: string;
  /** Unix seconds, oldest first. */
  at: readonly number[];
  lines: readonly PlotLine[];
  format: (value: number) => string;
  formatTime: (seconds: number) => string;
}

const HEIGHT = 150;
const inks = ['--leaf', '--cherry', '--focus', '--amber-ink', '--ink-soft', '--alarm'];
const ink = (index: number): string => inks[index % inks.length] as string;

/** Values over time, with the latest of each line in words: a canvas says nothing to a screen reader. */
export function Plot({ title, at, lines, format, formatTime }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<UPlot | null>(null);
  const names = lines.map(({ label }) => label).join('\n');
  const formats = useRef({ format, formatTime });
  formats.current = { format, formatTime };
  // a chart is made anew when it gets other lines; new values go into the one there is
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const chart = new UPlot(
      optionsOf(element, names.split('\n'), formats),
      [[], ...names.split('\n').map(() => [])],
      element,
    );
    drawn.current = chart;
    const resize = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height: HEIGHT }));
    resize.observe(element);
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    const redraw = () => chart.redraw();
    scheme.addEventListener('change', redraw);
    return () => {
      scheme.removeEventListener('change', redraw);
      resize.disconnect();
      chart.destroy();
    };
  }, [names]);
  useEffect(() => drawn.current?.setData([[...at], ...lines.map(({ values }) => values)]));
  return (
    <figure class="card plot">
      <figcaption>{title}</figcaption>
      <ul class="plot-now" role="list">
        {lines.map(({ label, values }, index) => (
          <li key={label} data-ink={index % inks.length}>
            {lines.length > 1 && <span>{label}</span>} <strong>{latest(values, format)}</strong>
          </li>
        ))}
      </ul>
      <div ref={place} class="plot-canvas" aria-hidden="true" data-points={at.length} />
    </figure>
  );
}

const latest = (values: readonly (number | null)[], format: (value: number) => string): string => {
  const value = values.at(-1) ?? null;
  return value === null ? '–' : format(value);
};

type Formats = { current: Pick<Props, 'format' | 'formatTime'> };

function optionsOf(element: HTMLElement, names: readonly string[], formats: Formats): UPlot.Options {
  const colour = (name: string) => () => getComputedStyle(element).getPropertyValue(name);
  const axis = { stroke: colour('--ink-soft'), grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false } };
  return {
    width: element.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    scales: { y: { range: (_, __, most) => [0, most > 0 ? most * 1.1 : 1] } },
    axes: [
      { ...axis, space: 70, values: (_, seconds) => seconds.map((at) => formats.current.formatTime(at)) },
      { ...axis, size: 56, space: 36, values: (_, values) => values.map((value) => formats.current.format(value)) },
    ],
    series: [
      {},
      ...names.map((label, index) => ({ label, stroke: colour(ink(index)), width: 2, points: { show: false } })),
    ],
  };
}
