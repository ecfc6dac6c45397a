import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';
import type { Figures } from './cells/bench.js';

/** Lays out a line of a table; the first two columns are names, the others numbers. */
export const columns =
  (...widths: number[]) =>
  (...cells: string[]): string =>
    cells.map((cell, at) => (at < 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('');

/** @param pinned whether the server has a core for itself */
export function machine(pinned: boolean): string {
  const [first] = cpus();
  const system = execFileSync('uname', ['-sr']).toString().trim();
  const where = pinned ? 'server on one core, load on another' : 'server and load share all cores: not pinned';
  return (
    `${new Date().toISOString().slice(0, 10)} · Node ${process.versions.node} · ${system} · ` +
    `${cpus().length} cores (${first?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB · ${where} · ` +
    `load before ${loadavg()[0]?.toFixed(1)}`
  );
}

export const rounded = (figures: Figures): Figures =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Number(value.toPrecision(4))]));
