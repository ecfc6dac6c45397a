import type { HttpRequest } from '#libs/client';
import type { Page } from '#libs/contracts';
import { useState } from 'preact/hooks';
import { staff } from '../app/client.js';
import { usePolled } from '../app/use-polled.js';

const AT_FIRST = 20;
const AT_MOST = 100;

export interface Pages<T> {
  items: readonly T[] | null;
  error: string | null;
  /** Null when there is nothing more, or not more than is shown at once. */
  more: (() => void) | null;
  refresh: () => void;
}

/** The beginning of a list, asked for again and again; a longer beginning when that is wanted. */
export function usePages<T>(
  request: (place: { limit: number }) => HttpRequest<Page<T>>,
  about: string,
  everyMs: number,
): Pages<T> {
  const [limits, setLimits] = useState<Readonly<Record<string, number>>>({});
  const limit = limits[about] ?? AT_FIRST;
  const { value, error, refresh } = usePolled(() => staff.me.send(request({ limit })), everyMs, `${about} ${limit}`);
  const more = () => setLimits({ ...limits, [about]: Math.min(AT_MOST, limit * 2) });
  return {
    items: value?.items ?? null,
    error,
    more: value?.nextCursor && limit < AT_MOST ? more : null,
    refresh,
  };
}
