import { parse, takeOver } from './parts.js';

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
    if (problem) return tell(problem);
    takeOver(page);
    if (focused) document.getElementById('say')?.querySelector<HTMLElement>(`[name=${focused}]`)?.focus();
  } catch {
    tell(room.dataset['failed'] ?? '');
  }
}

function tell(text: string): void {
  const note = document.getElementById('note');
  if (note === null) return;
  note.className = 'bad';
  note.textContent = text;
}
