import { useState } from 'preact/hooks';
import { errorText } from './error-text.js';

export interface Action {
  run: (work: () => Promise<unknown>) => void;
  busy: boolean;
  error: string | null;
}

/** What a button does, at most once at a time, with its failure as text. */
export function useAction(): Action {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const run = (work: () => Promise<unknown>) => {
    if (busy) return;
    setBusy(true);
    setError(null);
    work()
      .catch((failure: unknown) => setError(errorText(failure)))
      .finally(() => setBusy(false));
  };
  return { run, busy, error };
}
