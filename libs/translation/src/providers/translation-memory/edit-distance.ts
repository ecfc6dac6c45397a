/**
 * Levenshtein distance in code points, or `undefined` when it exceeds `limit`. Two rows of memory; gives up as soon
 * as a whole row lies beyond the limit.
 */
export function editDistance(one: readonly string[], other: readonly string[], limit: number): number | undefined {
  if (Math.abs(one.length - other.length) > limit) return undefined;
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (const [index, character] of one.entries()) {
    const next = [index + 1];
    let smallest = index + 1;
    for (const [column, counterpart] of other.entries()) {
      const replaced = (row[column] ?? 0) + (character === counterpart ? 0 : 1);
      const distance = Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1);
      next.push(distance);
      if (distance < smallest) smallest = distance;
    }
    if (smallest > limit) return undefined;
    row = next;
  }
  const distance = row.at(-1) ?? 0;
  return distance > limit ? undefined : distance;
}
