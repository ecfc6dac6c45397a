/** What comes within a few milliseconds is taken together. */
export class Gathering<Item> {
  #items: Item[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** @param take must not throw */
  constructor(
    private readonly withinMs: number,
    private readonly take: (items: Item[]) => void,
  ) {}

  add(items: readonly Item[]): void {
    this.#items.push(...items);
    if (this.#items.length > 0) this.#timer ??= setTimeout(() => this.flush(), this.withinMs);
  }

  /** Takes what there is at once. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const items = this.#items;
    this.#items = [];
    if (items.length > 0) this.take(items);
  }
}

/** The items of each key, in the order they came. */
export function groupedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

/** The same items in pieces of at most `size`. */
export const inPieces = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
