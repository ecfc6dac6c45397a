import { foldCase, normalise, withoutAccents } from './normalise.js';
import { splitRuns } from './runs.js';

/** What can be bought in this session. `open`: its offer takes claims now. */
export type LineUpItem = { code: string; title: string; variants: readonly string[]; open: boolean };

/** `spaceless`: the parts in scripts without spaces, whose words can be found only as parts of them. */
export type Title = { words: ReadonlySet<string>; spaceless: readonly string[] };

/** A line-up made ready for look-ups by folded text. */
export type LineUp = {
  open: readonly LineUpItem[];
  byCode: ReadonlyMap<string, LineUpItem>;
  hasNumericCodes: boolean;
  /** Folded variant → its name, for each item. */
  variants: ReadonlyMap<LineUpItem, ReadonlyMap<string, string>>;
  /** The same for all open items together: what a message that names no item may mean. */
  openVariants: ReadonlyMap<string, string>;
  titles: ReadonlyMap<LineUpItem, Title>;
  /** Variants and titles as they may stand inside a stretch of a script without spaces. */
  terms: ReadonlySet<string>;
  /** Has the form of this line-up's codes (A9 beside A1, B2): a code that was probably meant. */
  looksLikeCode(folded: string): boolean;
};

const compiled = new WeakMap<readonly LineUpItem[], LineUp>();

/** Compiled once for each array: callers keep the array while the line-up stays the same. */
export function lineUpOf(items: readonly LineUpItem[]): LineUp {
  let lineUp = compiled.get(items);
  if (!lineUp) {
    lineUp = compile(items);
    compiled.set(items, lineUp);
  }
  return lineUp;
}

function compile(items: readonly LineUpItem[]): LineUp {
  const byCode = new Map(items.map((item) => [foldCase(normalise(item.code)), item]));
  const variants = new Map(items.map((item) => [item, variantKeys(item)]));
  const titles = new Map(items.map((item) => [item, titleOf(item.title)]));
  const variantTerms = [...variants.values()].flatMap((keys) => [...keys.keys()]);
  const titleTerms = [...titles.values()].flatMap((title) => title.spaceless);
  const shapes = new Set([...byCode.keys()].map(shapeOf).filter((shape) => shape.includes('a') && shape.includes('9')));
  const open = items.filter((item) => item.open);
  return {
    open,
    openVariants: new Map(open.flatMap((item) => [...(variants.get(item) ?? [])])),
    byCode,
    hasNumericCodes: [...byCode.keys()].some((code) => /^[0-9]+$/.test(code)),
    variants,
    titles,
    terms: new Set([...variantTerms, ...titleTerms]),
    looksLikeCode: (folded) => folded.length <= 3 && shapes.has(shapeOf(folded)),
  };
}

/** Letters as `a`, a number of any length as `9`: A1 and A12 look alike, AB1 does not. */
function shapeOf(code: string): string {
  return code.replace(/\p{L}/gu, 'a').replace(/[0-9]+/g, '9');
}

function variantKeys(item: LineUpItem): ReadonlyMap<string, string> {
  const exact = item.variants.map((name): [string, string] => [compactKey(name), name]);
  const plain = exact.flatMap(([key, name]): [string, string][] => {
    const without = withoutAccents(key);
    return without === undefined ? [] : [[without, name]];
  });
  return new Map([...plain, ...exact]);
}

/** "250 g", "250g" and "250G" are one variant. */
function compactKey(text: string): string {
  return splitRuns(foldCase(normalise(text)))
    .map((run) => run.text)
    .join('');
}

function titleOf(title: string): Title {
  const runs = splitRuns(foldCase(normalise(title)));
  return {
    words: new Set(runs.map((run) => run.text)),
    spaceless: runs.filter((run) => run.spaceless).map((run) => run.text),
  };
}

/** Whether a title has this word: "绿茶" in "卢旺达绿茶" too. */
export function titleHas({ words, spaceless }: Title, word: { text: string; spaceless: boolean }): boolean {
  return words.has(word.text) || (word.spaceless && spaceless.some((part) => part.includes(word.text)));
}
