import type { WaitingPlace } from '#libs/contracts';

/**
 * Who of a line gets how many units: from the first on, each as many as they wait for, until nothing is left. Pure.
 *
 * @param free units that are left of each variant
 */
export function handOut<Waiter extends { place: Pick<WaitingPlace, 'variantId' | 'qty'> }>(
  line: readonly Waiter[],
  free: ReadonlyMap<string, number>,
): { waiter: Waiter; qty: number }[] {
  const left = new Map(free);
  return line.flatMap((waiter) => {
    const { variantId, qty: wanted } = waiter.place;
    const qty = Math.min(wanted, left.get(variantId) ?? 0);
    left.set(variantId, (left.get(variantId) ?? 0) - qty);
    return qty > 0 ? [{ waiter, qty }] : [];
  });
}
