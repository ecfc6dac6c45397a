import { useEffect, useState } from 'preact/hooks';
import type { WatchRoom } from './watch-room.js';

/** The server's clock, in Unix milliseconds, each second anew. */
export function useServerTime(room: WatchRoom): number {
  const [now, setNow] = useState(() => room.connection.clock.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(room.connection.clock.now()), 1000);
    return () => clearInterval(timer);
  }, [room]);
  return now;
}
