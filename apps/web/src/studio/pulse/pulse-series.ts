import type { Audience, PulseMinute } from '#libs/contracts';
import type { PlotData } from '../../ui/plot-canvas.js';

/** So many languages are told apart in one plot. */
const MOST_LINES = 6;

const secondsOf = (at: string): number => Date.parse(at) / 1000;

/** Viewers by language, the most watched first; the last point is what the room was told a moment ago. */
export function viewersPlot(minutes: readonly PulseMinute[], audience: Audience, now: number): PlotData {
  const known = minutes.filter(({ byLanguage }) => byLanguage !== null);
  const points = [
    ...known.map(({ at, byLanguage }) => ({ time: secondsOf(at), byLanguage: byLanguage ?? {} })),
    { time: now / 1000, byLanguage: audience.byLanguage },
  ];
  const languages = mostFirst(points.map(({ byLanguage }) => byLanguage));
  return {
    times: points.map(({ time }) => time),
    series: languages.map((name) => ({ name, values: points.map(({ byLanguage }) => byLanguage[name] ?? 0) })),
  };
}

export const salesPlot = (minutes: readonly PulseMinute[]): PlotData => ({
  times: minutes.map(({ at }) => secondsOf(at)),
  series: [
    { name: 'desk.claimsPerMinute', values: minutes.map(({ claims }) => claims) },
    { name: 'desk.ordersPerMinute', values: minutes.map(({ orders }) => orders) },
  ],
});

/** Seconds from a sentence's end to its translation, the slowest language first. */
export function lagPlot(minutes: readonly PulseMinute[]): PlotData {
  const languages = mostFirst(minutes.map(({ lagMs }) => lagMs));
  const seconds = (ms: number | undefined) => (ms === undefined ? null : ms / 1000);
  return {
    times: minutes.map(({ at }) => secondsOf(at)),
    series: languages.map((name) => ({ name, values: minutes.map(({ lagMs }) => seconds(lagMs[name])) })),
  };
}

/** The names with the largest figures. */
function mostFirst(records: readonly Readonly<Record<string, number>>[]): string[] {
  const most = new Map<string, number>();
  for (const record of records)
    for (const [name, value] of Object.entries(record)) most.set(name, Math.max(value, most.get(name) ?? 0));
  return [...most]
    .filter(([, value]) => value > 0)
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_LINES)
    .map(([name]) => name);
}
