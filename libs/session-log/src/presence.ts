import type { Audience } from '#libs/contracts';

/** Viewers by the language they are served, without zeros. */
export type ViewersByLanguage = Readonly<Record<string, number>>;

/**
 * Who is watching, summed over all nodes.
 *
 * Every implementation guarantees:
 * - A report replaces the node's last one for that session and is forgotten four reporting intervals
 *   (PRESENCE_SECONDS) later: the viewers of a crashed node vanish by themselves. An empty report forgets at once.
 * - All figures are of the store's clock: nodes with wrong clocks do no harm.
 */
export abstract class Presence {
  abstract report(nodeId: string, sessionId: string, byLanguage: ViewersByLanguage): Promise<void>;

  abstract audience(sessionId: string): Promise<Audience>;

  /** Languages with a viewer now or within the last `idleSeconds`, the most watched first. */
  abstract languages(sessionId: string, idleSeconds: number): Promise<string[]>;
}
