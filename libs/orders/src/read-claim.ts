import { parseClaim } from './claim-grammar/index.js';
import type { ClaimIntent } from './claim.js';
import type { ClaimableItem, ClaimableVariant } from './claimable-items.store.js';
import type { ClaimableLineUp } from './claimable-items.js';

/** What a chat message wants, or null when it is no order. Pure. */
export function readClaim(text: string, lang: string, lineUp: ClaimableLineUp): ClaimIntent | null {
  const { items, maxPerBuyer, triggers, byCode } = lineUp;
  const parsed = parseClaim(text, { lang, items, maxPerBuyer, triggers });
  switch (parsed.outcome) {
    case 'none':
      return null;
    case 'status':
      return { kind: 'status' };
    case 'cancel':
      return { kind: 'cancel', code: parsed.item ?? null };
    case 'claim': {
      const variant = variantNamed(byCode.get(parsed.item), parsed.variant);
      return { kind: 'buy', code: parsed.item, variantId: variant?.id, qty: parsed.qty };
    }
    case 'soft': {
      const { item, qty, variant } = parsed;
      const open = items.filter((candidate) => candidate.open).map(({ code }) => code);
      const choices = item === undefined ? open : [variant ?? item];
      return { kind: 'ask', reason: 'confirm', choices, code: item ?? null, qty };
    }
    case 'ask': {
      const { why, item, qty = 1 } = parsed;
      const variants = (item === undefined ? undefined : byCode.get(item))?.variants ?? [];
      if (item !== undefined && why === 'variant-missing' && variants.length === 1)
        return { kind: 'buy', code: item, variantId: variants[0]?.id, qty };
      const choices = why.startsWith('variant') ? variants.map((one) => nameIn(lang, one)) : [...parsed.choices];
      return { kind: 'ask', reason: why, choices, code: item ?? null, qty };
    }
  }
}

/** The grammar names a variant as the line-up spelt it, in whichever language. */
function variantNamed(item: ClaimableItem | undefined, name: string | undefined): ClaimableVariant | undefined {
  if (name === undefined) return undefined;
  return item?.variants.find((variant) => variant.name === name || Object.values(variant.names).includes(name));
}

const nameIn = (lang: string, { name, names }: ClaimableVariant): string =>
  names[lang] ?? names[lang.split('-', 1)[0] as string] ?? name;
