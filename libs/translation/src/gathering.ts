/** So many at a time are many: the next are waited for twice as long, since more of them then go one way together. */
const many = 24;
const mostPatience = 8;
const momentMs = 1;

/** What comes within a few milliseconds is taken together; within up to eight times as many while a lot comes. */
export class Gathering<Item> {
  #items: Item[] = [];
  #timer: NodeJS.Timeout | undefined;
  #patience = 1;
  #hurries = false;

  /** @param take must not throw */
  constructor(
    private readonly withinMs: number,
    private readonly take: (items: Item[]) => void,
  ) {}

  /** @param urgent they wait for what comes in the same moment only, unless a lot comes anyway */
  add(items: readonly Item[], urgent = false): void {
    this.#items.push(...items);
    if (this.#items.length === 0) return;
    const hurries = urgent && this.#patience === 1;
    // once it hurries it is not put off by the next
    if (this.#timer !== undefined && (this.#hurries || !hurries)) return;
    clearTimeout(this.#timer);
    this.#hurries = hurries;
    this.#timer = setTimeout(() => this.flush(), hurries ? momentMs : this.withinMs * this.#patience);
  }

  /** Takes what there is at once. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#hurries = false;
    const items = this.#items;
    this.#items = [];
    const isMany = items.length >= many * this.#patience;
    this.#patience = isMany ? Math.min(mostPatience, this.#patience * 2) : Math.max(1, this.#patience / 2);
    if (items.length > 0) this.take(items);
  }
}
