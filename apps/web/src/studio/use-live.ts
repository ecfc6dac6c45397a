import { useEffect } from 'preact/hooks';
import { usePolled } from '../app/use-polled.js';
import type { WatchRoom } from '../watch/watch-room.js';

/** Longer than the events of one claim are apart, shorter than a person waits. */
const SETTLE_MS = 250;

/** What `load` gives, asked again every `everyMs`, and at once when units were taken or came back. */
export function useLive<T>(room: WatchRoom, load: () => Promise<T>, everyMs: number, about: string) {
  const polled = usePolled(load, everyMs, about);
  const stock = room.session.value.room?.stock;
  useEffect(() => {
    const timer = setTimeout(polled.refresh, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [stock, polled.refresh]);
  return polled;
}
