/** So many are remembered: the relay of the outbox delivers a tenth of them before it notes what it delivered. */
export const mostIds = 2000;

/** The last ids that were added. */
export class RecentIds {
  readonly #ids = new Set<string>();

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  add(id: string): void {
    this.#ids.delete(id);
    this.#ids.add(id);
    const [oldest] = this.#ids;
    if (this.#ids.size > mostIds && oldest !== undefined) this.#ids.delete(oldest);
  }
}
