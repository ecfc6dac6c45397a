import type { ServerMessage, SessionEvent } from '#libs/contracts';
import { refreshSoon, tell } from './parts.js';
import { Talk } from './talk.js';

/** What is on sale, or how the session stands, has changed for everybody: not everybody asks at once. Milliseconds. */
const spreadMs = 3000;
const ofTheSale = /^(?:offer|item|line-up)\./;

/** Shows what is said as it is said. The browser comes back by itself, and what it has missed follows. */
export function hear(page: HTMLElement): void {
  const talk = new Talk(page);
  const stream = new EventSource(page.dataset['events'] ?? '');
  const take = ({ data }: MessageEvent<string>) => {
    for (const message of JSON.parse(data) as ServerMessage[])
      if (message.type === 'event') told(message.entry.event, talk, page);
  };
  stream.addEventListener('message', take);
  stream.addEventListener('welcome', take);
  stream.addEventListener('open', () => lost(page, false));
  stream.addEventListener('error', () => lost(page, true));
  // what is mine changes by others too: a turn in the line comes, a payment arrives
  setInterval(() => document.querySelector('#mine .held') && refreshSoon(0), 20_000);
}

function told(event: SessionEvent, talk: Talk, page: HTMLElement): void {
  if (event.type === 'caption') talk.caption(event);
  else if (event.type === 'chat.message') talk.message(event);
  else if (event.type === 'chat.translation') talk.translation(event);
  else if (event.type === 'chat.removed') talk.remove(event.message);
  else if (event.type === 'stock.changed') talk.stock(event.variantId, event.stock.available);
  else if (ofTheSale.test(event.type)) refreshSoon(Math.random() * spreadMs);
  else if (event.type === 'session.changed') refreshSoon(Math.random() * spreadMs);
  else if ('session' in event) turn(event.session.state, page);
}

/** There is more or less to do on the page from now on. */
function turn(state: string, page: HTMLElement): void {
  if (state !== page.dataset['state']) location.reload();
}

function lost(page: HTMLElement, isLost: boolean): void {
  const text = page.dataset['lost'] ?? '';
  if (isLost) tell(text, '');
  else if (document.getElementById('note')?.textContent === text) tell('', '');
}
