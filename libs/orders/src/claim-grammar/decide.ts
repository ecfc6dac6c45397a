import type { LineUp, LineUpItem } from './line-up.js';
import type { Message } from './message.js';
import type { AskReason, NoneReason, ParsedMessage } from './parsed-message.js';

/** The rules of the line-up that a message is measured by. */
export type Rules = { lineUp: LineUp; maxPerBuyer: number };

// "sold A1 for mum": a word or two beside a clear request is asked back; more of them is conversation.
const toleratedWords = 2;
const toleratedForeignWords = 1;
const mostQuantityChoices = 10;

/** `asked`: the text has a question mark. */
export function decide(message: Message, asked: boolean, rules: Rules): ParsedMessage {
  const { status, cancel, trigger, unknown, guard } = message;
  // "where is my order?" is a question that status answers.
  if (status && !cancel && !trigger && unknown === 0 && (guard ?? 'question') === 'question')
    return { outcome: 'status' };
  if (asked) return none('question');
  if (guard) return none(guard);
  if (cancel) return decideCancel(message, rules);
  if (message.items.length > 1) return decideTwoItems(message);
  const [item] = message.items;
  if (item) return decideItem(item, message, rules);
  return decideUnknownCode(message, rules) ?? decideWithoutItem(message, rules);
}

function decideCancel(message: Message, { lineUp }: Rules): ParsedMessage {
  const { items, trigger, unknown, unknownCode, together } = message;
  if (trigger) return items.length > 1 ? ask('two-items', codes(items)) : none('no-order');
  if (items.length > 1) return ask('two-items', codes(items));
  const [item] = items;
  if (item)
    return unknown === 0 || (together && unknown <= toleratedWords)
      ? { outcome: 'cancel', item: item.code }
      : none('no-order');
  if (unknownCode !== undefined && unknown === 1) return ask('unknown-code', codes(lineUp.open));
  return unknown === 0 ? { outcome: 'cancel' } : none('no-order');
}

function decideTwoItems({ items, trigger, unknown }: Message): ParsedMessage {
  return unknown === 0 || (trigger && unknown <= toleratedWords) ? ask('two-items', codes(items)) : none('no-order');
}

function decideUnknownCode(message: Message, { lineUp }: Rules): ParsedMessage | undefined {
  const { trigger, unknown, unknownCode, quantity, qty } = message;
  const orders = trigger ? unknown <= 1 + toleratedWords : unknown === 1 && quantity === 'count';
  if (unknownCode === undefined || !orders) return undefined;
  return { ...ask('unknown-code', codes(lineUp.open)), qty };
}

function decideItem(item: LineUpItem, message: Message, rules: Rules): ParsedMessage {
  const { trigger, unknown, together, foreign, variants } = message;
  if (unknown === 0) return trigger ? act(item, message, rules) : offer(item, message, rules);
  if (!trigger || !together || unknown > (foreign ? toleratedForeignWords : toleratedWords)) return none('no-order');
  if (item.variants.length > 0 && variants.length === 0) return askVariant('variant-unknown', item, message);
  return offer(item, message, rules);
}

function decideWithoutItem(message: Message, rules: Rules): ParsedMessage {
  const { trigger, unknown, quantity, qty, justOne, foreign } = message;
  const { open } = rules.lineUp;
  if (unknown > 0) return none('no-order');
  const counted = quantity === 'count' || (quantity === 'number' && trigger !== undefined) || justOne;
  const means = trigger === 'take' ? counted : trigger !== undefined || counted;
  if (!means) return none('no-order');
  const [only, ...others] = open;
  if (!only) return none('nothing-open');
  if (others.length === 0) return trigger && !foreign ? act(only, message, rules) : offer(only, message, rules);
  if (trigger === 'claim' || trigger === 'take') return { ...ask('item-missing', codes(open)), qty };
  return qty >= 1 && qty <= rules.maxPerBuyer ? { outcome: 'soft', qty } : none('no-order');
}

/** A clear order: done, or asked back for what is missing. */
function act(item: LineUpItem, message: Message, rules: Rules): ParsedMessage {
  const { qty, quantity, variants } = message;
  if (quantity === 'contradicting') return offer(item, message, rules);
  const over = askQuantity(item, message, rules);
  if (over) return over;
  if (variants.length > 1) return askVariant('variant-missing', item, message);
  const variant = variants[0] ?? (item.variants.length === 1 ? item.variants[0] : undefined);
  if (variant === undefined && item.variants.length > 0) return askVariant('variant-missing', item, message);
  return { outcome: 'claim', item: item.code, qty, ...(variant !== undefined && { variant }) };
}

/** Perhaps an order: a button. */
function offer(item: LineUpItem, message: Message, rules: Rules): ParsedMessage {
  const [variant] = message.variants;
  const over = askQuantity(item, message, rules);
  return over ?? { outcome: 'soft', item: item.code, qty: message.qty, ...(variant !== undefined && { variant }) };
}

function askQuantity(item: LineUpItem, { qty }: Message, { maxPerBuyer }: Rules): ParsedMessage | undefined {
  if (qty >= 1 && qty <= maxPerBuyer) return undefined;
  const choices = Array.from({ length: Math.min(maxPerBuyer, mostQuantityChoices) }, (_, index) => String(index + 1));
  return { ...ask('quantity-over-limit', choices), item: item.code, qty };
}

function askVariant(why: AskReason, item: LineUpItem, { qty }: Message): ParsedMessage {
  return { ...ask(why, item.variants), item: item.code, qty };
}

function ask(why: AskReason, choices: readonly string[]): ParsedMessage & { outcome: 'ask' } {
  return { outcome: 'ask', why, choices };
}

function none(why: NoneReason): ParsedMessage {
  return { outcome: 'none', why };
}

function codes(items: readonly LineUpItem[]): string[] {
  return items.map((item) => item.code);
}
