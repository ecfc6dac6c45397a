import { closeOffer, openOffer, openOfferFor, pinItem } from '#libs/client';
import { staff } from '../app/client.js';
import type { WatchRoom } from '../watch/watch-room.js';

/** Shows the item after the one that is shown, from the first again after the last. */
export async function pinNext(room: WatchRoom): Promise<void> {
  const shown = room.lineUp.findIndex(({ code }) => code === room.pinned.value?.code);
  const next = room.lineUp[(shown + 1) % room.lineUp.length];
  if (next !== undefined && isLive(room)) await staff.me.send(pinItem(room.info.value.id, next.code));
}

/** Opens the item that is shown, on the usual terms, or closes it. */
export async function turnOffer(room: WatchRoom): Promise<void> {
  const item = room.pinned.value;
  const hall = room.session.value.room;
  if (item === null || hall === null || !isLive(room)) return;
  const open = openOffer(hall, item.code);
  await (open === undefined
    ? staff.me.send(openOfferFor(room.info.value.id, { code: item.code }))
    : staff.me.send(closeOffer(open.id)));
}

/** Puts the cursor into the first field of the desk that matches. */
export const enterField = (selector: string): void =>
  document.querySelector<HTMLElement>(`.studio ${selector}`)?.focus();

export const answerFirst = (): void => document.querySelector<HTMLElement>('.question-answer')?.click();

const isLive = (room: WatchRoom): boolean => room.info.value.state === 'live';
