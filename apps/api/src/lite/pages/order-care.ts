import type { Order, OrderRequest } from '#libs/contracts';
import { askable, orderPath } from '#libs/pages';
import { type Html, html } from '../html.js';
import type { Words } from '../words.js';

/** How far an order has come, what was asked of it, and the way out of it. */
export const orderCare = (base: string, words: Words, order: Order): Html =>
  html`${order.state === 'confirmed' ? path(words, order) : html`<p>${calledOff(words, order)}</p>`}
  ${order.requests.map((request) => asked(words, request))} ${askForm(base, words, order)}`;

const path = (words: Words, order: Order): Html =>
  html`<ol class="path">
    ${orderPath(order).map(
      ({ word, at }) =>
        html`<li ${at !== null && html`class="done"`}>
          ${words.t(word)} ${at !== null && html`<time class="quiet" datetime="${at}">${words.moment(at)}</time>`}
        </li>`,
    )}
  </ol>`;

const calledOff = (words: Words, { state, cancelReason }: Order): string =>
  state === 'cancelled' && cancelReason !== null
    ? words.t('cancelled', { reason: cancelReason })
    : words.t(`state.${state}`);

const asked = (words: Words, { kind, state, answer, dueAt }: OrderRequest): Html =>
  html`<p>
    <b>${words.t(`kind.${kind}`)}</b> · ${words.t(`request.${state}`)}
    ${answer !== null && html`<bdi>· ${answer}</bdi>`}
    ${state === 'requested' && html`<span class="quiet">${words.t('requestDue', { when: words.moment(dueAt) })}</span>`}
  </p>`;

function askForm(base: string, words: Words, order: Order): Html | null {
  const kinds = askable(order);
  const [first] = kinds;
  if (first === undefined) return null;
  return html`<details>
    <summary>${words.t(order.shippedAt === null ? 'cancelOrder' : 'askBack')}</summary>
    <form method="post" action="${base}/orders/${order.id}/requests">
      ${kinds.map(
        (kind) =>
          html`<label class="pick">
            <input type="radio" name="kind" value="${kind}" ${kind === first && html`checked`} />
            <span>${words.t(`kind.${kind}`)}</span>
          </label>`,
      )}
      <label>${words.t('askWhy')} <input name="reason" required maxlength="300" /></label>
      <button>${words.t('ask')}</button>
    </form>
  </details>`;
}
