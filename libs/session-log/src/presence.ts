import type { Audience } from '#libs/contracts';

type Counts = Readonly<Record<string, number>>;

/** What one node reports of a session: its viewers by the language they are served, and by country, where told. */
export interface Viewers {
  byLanguage: Counts;
  /** ISO 3166-1 alpha-2. Whoever did not tell is in none. */
  byCountry?: Counts;
}

/**
 * Who is watching, summed over all nodes.
 *
 * Every implementation guarantees:
 * - A report replaces the node's last one for that session and is forgotten four reporting intervals
 *   (PRESENCE_SECONDS) later: the viewers of a crashed node vanish by themselves. A report without viewers forgets at once.
 * - All figures are of the store's clock: nodes with wrong clocks do no harm.
 */
export abstract class Presence {
  abstract report(nodeId: string, sessionId: string, viewers: Viewers): Promise<void>;

  abstract audience(sessionId: string): Promise<Audience>;

  /** How many nodes hold viewers of it. */
  abstract nodes(sessionId: string): Promise<number>;

  /** Languages with a viewer now or within the last `idleSeconds`, the most watched first. */
  abstract languages(sessionId: string, idleSeconds: number): Promise<string[]>;
}
