import { useCallback, useEffect, useState } from 'preact/hooks';
import { errorText } from './error-text.js';

/** What `load` gives, asked again every `everyMs`; the last answer stays while the server is away. */
export function usePolled<T>(load: () => Promise<T>, everyMs: number, about: string) {
  const [value, setValue] = useState<T | null>(null);
  const [error, setError] = useState<string | null>(null);
  const refresh = useCallback(
    () =>
      void load().then(
        (answer) => {
          setValue(answer);
          setError(null);
        },
        (failure: unknown) => setError(errorText(failure)),
      ),
    // The work is named by what it is about: the function itself is new at each render.
    [about],
  );
  useEffect(() => {
    setValue(null);
    refresh();
    const timer = setInterval(refresh, everyMs);
    return () => clearInterval(timer);
  }, [refresh, everyMs]);
  return { value, error, refresh };
}
