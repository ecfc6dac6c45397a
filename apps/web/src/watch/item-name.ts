import { type Held, itemName as nameIn, titleOf as titleIn } from '#libs/pages';
import type { WatchRoom } from './watch-room.js';

/** What is held, in the reader's language where the line-up knows it. */
export const itemName = (room: WatchRoom, held: Held): string => nameIn(room.lineUp, held, room.served.value);

/** The title of an item by its code. */
export const titleOf = (room: WatchRoom, code: string | null): string => titleIn(room.lineUp, code, room.served.value);
