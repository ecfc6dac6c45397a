import type { TranslationRoute } from '#libs/contracts';
import { sameLanguage } from '../language-tag.js';

/**
 * The names of who is asked for a pair, in order, by the route that names it most closely: a route for the very pair
 * goes before one for its source, that before one for its target, and `*` comes last. Of two alike the first counts.
 * `undefined` when no route names the pair.
 */
export function routeOf(routes: readonly TranslationRoute[], from: string, to: string): readonly string[] | undefined {
  const fitting = routes.filter((route) => fits(route.from, from) && fits(route.to, to));
  const [closest] = fitting.toSorted((one, other) => closeness(other) - closeness(one));
  return closest?.providers;
}

const fits = (named: string, tag: string) => named === '*' || sameLanguage(named, tag);
const closeness = ({ from, to }: TranslationRoute) => (from === '*' ? 0 : 2) + (to === '*' ? 0 : 1);
