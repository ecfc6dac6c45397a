import type { ClaimOutcome, LineUpItem } from '#libs/contracts';
import { errorText } from '../app/error-text.js';
import { becomeGuest } from './guest.js';
import type { WatchRoom } from './watch-room.js';

type ClaimWish = { code: string; variantId?: string | undefined; qty: number };

export async function sendChat(room: WatchRoom, text: string, replyTo?: string): Promise<void> {
  await becomeGuest(room);
  const posted = await room.connection.command('chat.send', {
    key: crypto.randomUUID(),
    text,
    lang: room.served.value,
    ...(replyTo && { replyTo }),
  });
  if (posted.claim !== null) room.notices.decided(posted.claim);
}

export async function claim(room: WatchRoom, { code, variantId, qty }: ClaimWish): Promise<ClaimOutcome> {
  await becomeGuest(room);
  const wish = { code, qty, key: crypto.randomUUID(), ...(variantId && { variantId }) };
  const outcome = await room.connection.command('claim.place', wish);
  room.notices.decided(outcome);
  return outcome;
}

export const release = (room: WatchRoom, holdId: string) => room.connection.command('hold.release', { holdId });

export const isQuantity = (choice: string): boolean => /^\d+$/.test(choice);

/** What a choice offered by the server means: a code, or a quantity or the name of a kind of the item in question. */
export function wishOf(lineUp: readonly LineUpItem[], choice: string, asked: { code: string | null; qty: number }) {
  const byCode = lineUp.find(({ code }) => code === choice);
  if (byCode !== undefined) return { code: byCode.code, qty: asked.qty };
  if (asked.code === null) return null;
  if (isQuantity(choice)) return { code: asked.code, qty: Number(choice) };
  const variants = lineUp.find(({ code }) => code === asked.code)?.listing.variants ?? [];
  const variant = variants.find(({ name, sku, names }) => [name, sku, ...Object.values(names)].includes(choice));
  return { code: asked.code, variantId: variant?.id, qty: asked.qty };
}

/** Does it, and tells a failure where the outcomes of claims are told. */
export function attempt(room: WatchRoom, work: () => Promise<unknown>): void {
  work().catch((error: unknown) => room.notices.failed(errorText(error)));
}
