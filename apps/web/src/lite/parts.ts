const parts = ['mine', 'goods', 'say'];

/** Takes these parts of a page over from a newer one, as the server has made it; where somebody types nothing moves. */
export function takeOver(newer: Document, names: readonly string[] = parts): void {
  for (const name of names) {
    const [old, fresh] = [document.getElementById(name), newer.getElementById(name)];
    if (old !== null && fresh !== null && old.innerHTML !== fresh.innerHTML) old.replaceWith(fresh);
  }
}

/** Tells what happened in the place that screen readers listen to, which therefore stays the same element. */
export function tell(text: string, tone: string): void {
  const note = document.getElementById('note');
  if (note === null) return;
  note.className = tone;
  note.textContent = text;
}

export const parse = (markup: string): Document => new DOMParser().parseFromString(markup, 'text/html');

let asked: ReturnType<typeof setTimeout> | undefined;

/** Asks the server for what is on sale and what is mine, once for all that happens within this time in milliseconds. */
export function refreshSoon(afterMs: number): void {
  asked ??= setTimeout(() => {
    asked = undefined;
    void refresh();
  }, afterMs);
}

async function refresh(): Promise<void> {
  const response = await fetch(location.pathname).catch(() => null);
  if (!response?.ok) return;
  const isBusy = (name: string) => document.getElementById(name)?.contains(document.activeElement) ?? false;
  const fresh = parse(await response.text());
  takeOver(
    fresh,
    ['mine', 'goods'].filter((name) => !isBusy(name)),
  );
}
