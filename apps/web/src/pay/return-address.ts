/** Where the buyer came from. Only a path of our own: an address from a query must not lead anywhere else. */
export function returnAddress(search: string): string {
  const wanted = new URLSearchParams(search).get('return') ?? '/';
  const target = new URL(wanted, location.origin);
  return target.origin === location.origin ? target.pathname : '/';
}
