import { DomainError, type Page } from '#libs/contracts';

/** Cuts a page out of rows that were read with `limit + 1`, newest or oldest first as they came. */
export function pageOfRows<Row, Item>(
  rows: Row[],
  limit: number,
  idOf: (row: Row) => string,
  item: (row: Row) => Item,
): Page<Item> {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items: kept.map(item), nextCursor: more ? Buffer.from(idOf(last)).toString('base64url') : null };
}

/**
 * The id a cursor points at.
 *
 * @throws DomainError `request.invalid` when the cursor is not one of ours
 */
export function cursorId(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const id = Buffer.from(cursor, 'base64url').toString();
  if (!/^[0-9a-f-]{36}$/.test(id))
    throw new DomainError('request.invalid', undefined, { fields: [{ pointer: '/cursor', reason: 'not a cursor' }] });
  return id;
}
