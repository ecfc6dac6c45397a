import type { ClaimOutcome } from '#libs/contracts';
import type { Held } from './item-name.js';
import type { MessageKey } from './messages.js';
import type { Values } from './phrases.js';

/** How a page says words and goods to its reader. */
export interface Teller {
  t(key: MessageKey, values?: Values): string;
  /** What is held. */
  item(held: Held): string;
  /** What has this code in the line-up. */
  title(code: string | null): string;
}

/** What became of a claim, to whoever made it. Empty where there is nothing to say. */
export function claimText(outcome: ClaimOutcome, { t, item, title }: Teller): string {
  if (outcome.outcome === 'ASKED') return t(`asked.${outcome.reason}`);
  if (outcome.outcome === 'REJECTED') return t(`rejected.${outcome.reason}`, { item: title(outcome.code) });
  if (outcome.outcome === 'STATUS') return t('outcome.STATUS');
  if (outcome.outcome === 'PARTIAL') {
    const values = { qty: outcome.hold.qty, waiting: outcome.waiting.qty };
    return t('outcome.PARTIAL', { ...values, item: item(outcome.hold) });
  }
  const subject =
    'hold' in outcome && outcome.hold !== null ? outcome.hold : 'waiting' in outcome ? outcome.waiting : null;
  if (subject === null) return '';
  const values = { qty: subject.qty, item: item(subject) };
  if (outcome.outcome === 'HELD' && !outcome.hold.reserved) return `${t('basketTitle')}: ${item(subject)}`;
  if (outcome.outcome === 'WAITLISTED' && outcome.waiting.drawsAt !== null) return t('drawTitle');
  if (outcome.outcome === 'DUPLICATE' && outcome.hold === null) return t('outcome.WAITLISTED', values);
  return t(`outcome.${outcome.outcome}`, values);
}

/** Whether a claim went well, failed, or waits for an answer. */
export function toneOf({ outcome }: ClaimOutcome): 'good' | 'asks' | 'bad' {
  if (outcome === 'REJECTED') return 'bad';
  return outcome === 'ASKED' ? 'asks' : 'good';
}
