import { parse, takeOver, tell } from './parts.js';

/** Forms are sent without leaving the page: what the server answers is taken over, and the place is kept. */
export function sendForms(room: HTMLElement): void {
  let sending = false;
  room.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== 'post') return;
    event.preventDefault();
    if (sending) return;
    sending = true;
    void send(form, room).finally(() => {
      sending = false;
    });
  });
}

async function send(form: HTMLFormElement, room: HTMLElement): Promise<void> {
  const focused = document.activeElement?.getAttribute('name');
  try {
    const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
    const answer = await fetch(form.action, { method: 'POST', body });
    const page = parse(await answer.text());
    const problem = page.getElementById('problem')?.textContent;
    if (problem) return tell(problem, 'bad');
    takeOver(page);
    const note = page.getElementById('note');
    tell(note?.textContent ?? '', note?.className ?? '');
    keepPlace(focused ?? null);
  } catch {
    tell(room.dataset['failed'] ?? '', 'bad');
  }
}

/** Where somebody typed they go on; whose button is gone goes on from what became of it. */
function keepPlace(name: string | null): void {
  if (document.activeElement !== document.body) return;
  const note = document.getElementById('note');
  const same = name === null ? null : document.querySelector<HTMLElement>(`#say [name="${name}"]`);
  const next = same ?? (note?.textContent ? note : document.querySelector<HTMLElement>('#say [required]'));
  next?.focus();
}
