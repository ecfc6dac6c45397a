/** What was seen of a server for a while. */
export interface Measurement {
  seconds: number;
  /** Messages that arrived at viewers. */
  deliveries: number;
  /** Of the server. */
  cpuSeconds: number;
  /** Of the process that holds the crowd: close to `seconds`, and the crowd would be what is slow. */
  crowdCpuSeconds: number;
  /** Of the server, at the end. */
  rssBytes: number;
  /** From publish to receive, in microseconds, ascending. */
  delays: number[];
}

/** @returns milliseconds; NaN when nothing arrived */
export const percentileMs = ({ delays }: Measurement, share: number): number =>
  (delays[Math.min(delays.length - 1, Math.floor(delays.length * share))] ?? Number.NaN) / 1000;

export const perSecond = ({ deliveries, seconds }: Measurement): number => deliveries / seconds;

export const cpuSecondsPerMillion = ({ cpuSeconds, deliveries }: Measurement): number =>
  (cpuSeconds / deliveries) * 1e6;
