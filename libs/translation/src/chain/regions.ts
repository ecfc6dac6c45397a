/**
 * Whether a text may be processed in `region`, when only `allowed` ones may see it. `eu` allows `eu-central-1` too;
 * without a region it stays on premises, and without allowed ones it may go anywhere.
 */
export function regionAllows(allowed: readonly string[], region: string | undefined): boolean {
  if (region === undefined || allowed.length === 0) return true;
  const place = region.toLowerCase();
  return allowed.map((each) => each.toLowerCase()).some((each) => place === each || place.startsWith(`${each}-`));
}
