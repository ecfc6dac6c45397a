import { signal } from '@preact/signals';
import { viewer } from '../app/client.js';
import { t } from '../i18n/messages.js';
import type { WatchRoom } from './watch-room.js';

const STORED = 'silkcast.name';
const stored = signal(viewer.me.account?.displayName ?? localStorage.getItem(STORED));

/** A friendly name until the viewer chooses one. */
export function viewerName(): string {
  stored.value ??= t('guestName', { number: 100 + Math.floor(Math.random() * 900) });
  return stored.value;
}

let registering: Promise<void> | null = null;

/** Makes this viewer a guest the first time they write or claim; reading needs nobody. */
export function becomeGuest(room: WatchRoom): Promise<void> {
  if (room.person.me.account !== null) return Promise.resolve();
  registering ??= register(room).finally(() => {
    registering = null;
  });
  return registering;
}

async function register(room: WatchRoom): Promise<void> {
  const name = viewerName();
  const country = room.country.value;
  await viewer.me.registerGuest({ displayName: name, lang: room.served.value, ...(country && { country }) });
  localStorage.setItem(STORED, name);
  room.connection.rejoin();
}

/** Another name is another guest: what was written stays under the old one. */
export async function changeName(room: WatchRoom, name: string): Promise<void> {
  stored.value = name;
  localStorage.setItem(STORED, name);
  if (viewer.me.account === null) return;
  viewer.me.signOut();
  await becomeGuest(room);
}
