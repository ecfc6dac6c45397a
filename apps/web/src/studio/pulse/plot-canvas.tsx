import { useEffect, useRef, useState } from 'preact/hooks';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { formatTime } from '../../i18n/format.js';
import { seriesColours, seriesDashes } from './series-look.js';
import type { Plot } from './pulse-series.js';

const HEIGHT = 150;
/** A session that has just begun is not stretched over the whole width. */
const LEAST_SECONDS = 600;
const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** The picture of a plot, in the colours of the page; what it says in words stands beside it. */
export function PlotCanvas({ plot, label, format }: { plot: Plot; label: string; format: (value: number) => string }) {
  const box = useRef<HTMLDivElement>(null);
  const drawn = useRef<UPlot | null>(null);
  const dark = useDark();
  const names = plot.series.map(({ name }) => name).join(' ');
  const data = [[...plot.times], ...plot.series.map(({ values }) => [...values])] as unknown as UPlot.AlignedData;
  useEffect(() => {
    const place = box.current;
    if (place === null) return;
    const chart = new UPlot(optionsOf(plot.series.length, place.clientWidth, format), data, place);
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
  return <div ref={box} class="plot-canvas" dir="ltr" role="img" aria-label={label} data-points={plot.times.length} />;
}

function optionsOf(lines: number, width: number, format: (value: number) => string): UPlot.Options {
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
      x: { range: (_chart, first, last) => [Math.min(first, last - LEAST_SECONDS), last] },
      y: { range: (_chart, _least, most) => [0, Math.max(1, most * 1.15)] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        values: (_, times) => times.map((time) => formatTime(new Date(time * 1000).toISOString())),
      },
      { ...axis, size: 44, values: (_, ticks) => ticks.map(format) },
    ],
    series: [
      {},
      ...Array.from({ length: lines }, (_, index) => ({
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
