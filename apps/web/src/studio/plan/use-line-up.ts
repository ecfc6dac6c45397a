import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { lineUpItems, orderLineUp } from '#libs/client';
import type { LineUpItem } from '#libs/contracts';
import { staff } from '../../app/client.js';
import { errorText } from '../../app/error-text.js';

const EVERY_MS = 10_000;

/** The line-up of a session. An order is shown at once and sent behind it; of several in a row the last one counts. */
export function useLineUp(session: string) {
  const [items, setItems] = useState<readonly LineUpItem[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  const wanted = useRef<readonly string[] | null>(null);
  const sending = useRef(false);

  const load = useCallback(async () => {
    if (sending.current) return;
    try {
      const page = await staff.me.send(lineUpItems(session));
      if (!sending.current) setItems(page.items);
    } catch (failure) {
      setError(errorText(failure));
    }
  }, [session]);
  useEffect(() => {
    void load();
    const timer = setInterval(() => void load(), EVERY_MS);
    return () => clearInterval(timer);
  }, [load]);

  const send = async () => {
    sending.current = true;
    setError(null);
    try {
      for (let codes = wanted.current; codes !== null; codes = wanted.current) {
        wanted.current = null;
        const page = await staff.me.send(orderLineUp(session, codes));
        if (wanted.current === null) setItems(page.items);
      }
    } catch (failure) {
      wanted.current = null;
      setError(errorText(failure));
    } finally {
      sending.current = false;
    }
    // what was refused is shown as it stands
    void load();
  };
  const order = (next: readonly LineUpItem[]) => {
    setItems(next);
    wanted.current = next.map(({ code }) => code);
    if (!sending.current) void send();
  };

  return { items, error, load, order };
}
