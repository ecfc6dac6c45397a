import { useEffect, useRef, useState } from 'preact/hooks';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { formatTime as hourAndMinute } from '../i18n/format.js';
import { seriesColours, seriesDashes } from './series-look.js';

/** Lines over the same moments: null where nothing was measured. */
export interface PlotData {
  /** Unix seconds, ascending. */
  times: readonly number[];
  series: readonly { name: string; values: readonly (number | null)[] }[];
}

interface Props {
  plot: PlotData;
  /** What it says in words, where nothing beside it does. */
  label?: string;
  format: (value: number) => string;
  formatTime?: (seconds: number) => string;
  /** What is younger than that is not stretched over the whole width. */
  leastSeconds?: number;
}

const HEIGHT = 150;
const timeOf = (seconds: number): string => hourAndMinute(new Date(seconds * 1000).toISOString());
const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** The picture of a plot, in the colours of the page; what it says in words stands beside it. */
export function PlotCanvas(props: Props) {
  const { plot, label } = props;
  const box = useRef<HTMLDivElement>(null);
  const drawn = useRef<UPlot | null>(null);
  const dark = useDark();
  const names = plot.series.map(({ name }) => name).join(' ');
  const data = [[...plot.times], ...plot.series.map(({ values }) => [...values])] as unknown as UPlot.AlignedData;
  useEffect(() => {
    const place = box.current;
    if (place === null) return;
    const chart = new UPlot(optionsOf(props, place.clientWidth), data, place);
    drawn.current = chart;
    const observer = new ResizeObserver(() => chart.setSize({ width: place.clientWidth, height: HEIGHT }));
    observer.observe(place);
    return () => {
      observer.disconnect();
      chart.destroy();
    };
    // other lines or other colours are another picture; new points are drawn into this one
  }, [names, dark]);
  useEffect(() => drawn.current?.setData(data), [plot]);
  // time runs as figures do, also in a page that is read from the right
  const said =
    label === undefined ? ({ 'aria-hidden': 'true' } as const) : ({ role: 'img', 'aria-label': label } as const);
  return <div ref={box} class="plot-canvas" dir="ltr" data-points={plot.times.length} {...said} />;
}

function optionsOf({ plot, format, formatTime = timeOf, leastSeconds = 0 }: Props, width: number): UPlot.Options {
  const axis = {
    stroke: token('--ink-faint'),
    font: `11px ${token('--sans')}`,
    grid: { stroke: token('--line'), width: 1 },
    ticks: { show: false },
  };
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { range: (_chart, first, last) => [Math.min(first, last - leastSeconds), last] },
      y: { range: (_chart, _least, most) => [0, Math.max(1, most * 1.15)] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 28,
        space: 70,
        values: (_, times) => times.map(formatTime),
      },
      { ...axis, size: 56, values: (_, ticks) => ticks.map(format) },
    ],
    series: [
      {},
      ...plot.series.map((_, index) => ({
        stroke: token(seriesColours[index % seriesColours.length] ?? '--ink'),
        dash: [...(seriesDashes[index % seriesDashes.length] ?? [])],
        width: 2,
        points: { size: 5 },
      })),
    ],
  };
}

function useDark(): boolean {
  const [query] = useState(() => matchMedia('(prefers-color-scheme: dark)'));
  const [dark, setDark] = useState(query.matches);
  useEffect(() => {
    const turn = () => setDark(query.matches);
    query.addEventListener('change', turn);
    return () => query.removeEventListener('change', turn);
  }, [query]);
  return dark;
}
