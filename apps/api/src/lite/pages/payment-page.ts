import type { Order, Payment } from '#libs/contracts';
import { awaitedWord, endOf, endWords } from '#libs/pages';
import { type Html, html } from '../html.js';
import type { Words } from '../words.js';
import { type PageContent, pageOfOrder } from './frame.js';
import { bill } from './order-page.js';

/** @param ourOrigin where our own pages are: whatever is elsewhere is the page of a payment provider */
export function paymentPage(
  base: string,
  words: Words,
  { payment, order }: { payment: Payment; order: Order },
  ourOrigin: string,
): PageContent {
  const end = endOf(payment, order);
  return pageOfOrder(
    base,
    words,
    order,
    html`${bill(order, payment.amount, words)}
      ${payment.instructions !== null && html`<p class="instructions">${payment.instructions}</p>`}
      ${
        end === 'open'
          ? stillOpen(base, words, payment, ourOrigin)
          : html`<p role="status" class="${end === 'confirmed' ? 'good' : 'bad'}">${words.t(endWords[end])}</p>`
      }
      ${payment.provider === 'cash-on-delivery' && end === 'confirmed' && html`<p>${words.t('payAtDoor')}</p>`}
      <p><a class="button" href="${base}">${words.t('backToSession')}</a></p>`,
  );
}

function stillOpen(base: string, words: Words, payment: Payment, ourOrigin: string): Html {
  const here = `${base}/payments/${payment.id}`;
  if (payment.provider === 'sandbox') return till(here, words, payment);
  const again = html`<p><a href="${here}">${words.t('refresh')}</a></p>`;
  if (isElsewhere(payment.checkoutUrl, ourOrigin))
    return html`<p><a class="button" href="${payment.checkoutUrl}">${words.t('goOnToPay')}</a></p>
      ${again}`;
  return html`<p>${words.t(awaitedWord(payment), { reference: payment.reference ?? '' })}</p>
    ${again}`;
}

/** A link leads to a web page or nowhere: what a provider says is not ours. */
const isElsewhere = (address: string, ourOrigin: string): boolean => {
  const url = URL.parse(address);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin !== ourOrigin;
};

const till = (here: string, words: Words, { amount }: Payment): Html =>
  html`<p class="asks">${words.t('sandboxNotice')}</p>
    <form class="row" method="post" action="${here}/decision">
      <button name="decision" value="approve">${words.t('pay')} ${words.money(amount)}</button>
      <button class="plain" name="decision" value="decline">${words.t('decline')}</button>
    </form>`;
