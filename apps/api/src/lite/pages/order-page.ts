import type { Money, Order, PaymentMethod } from '#libs/contracts';
import { countriesIn, type Faults, type ShippingDraft, type ShippingField, shippingRows } from '#libs/pages';
import { type Html, html } from '../html.js';
import type { Words } from '../words.js';
import { type PageContent, pageOfOrder } from './frame.js';
import { timeLeft } from './mine.js';
import { orderCare } from './order-care.js';

export interface Due {
  order: Order;
  methods: readonly PaymentMethod[];
  draft: ShippingDraft;
  faults: Faults;
}

/** The whole order, where it goes and how it is paid, over the one button that makes it binding. */
export function orderPage(base: string, words: Words, due: Due): PageContent {
  const { order } = due;
  return pageOfOrder(
    base,
    words,
    order,
    html`${bill(order, order.total, words)}
    ${order.state === 'pending' ? checkout(base, words, due) : orderCare(base, words, order)}`,
  );
}

export const bill = ({ lines }: Order, total: Money, words: Words): Html =>
  html`<table>
    ${lines.map(
      (line) =>
        html`<tr>
          <td><bdi>${line.title}</bdi></td>
          <td>${words.count(line.qty)} × ${words.money(line.unitPrice)}</td>
        </tr>`,
    )}
    <tr>
      <th>${words.t('total')}</th>
      <th>${words.money(total)}</th>
    </tr>
  </table>`;

function checkout(base: string, words: Words, { order, methods, draft, faults }: Due): Html {
  const fields = html`${shippingRows.map((row) => textField(words, row, draft, faults))}${country(words, draft, faults)}`;
  const isOptional = order.address === 'optional';
  const isOpen = Object.keys(faults).length > 0;
  return html`${order.expiresAt !== null && html`<p>${timeLeft(order.expiresAt, words)}</p>`}
    <form method="post" action="${base}/orders/${order.id}/payments">
      ${
        isOptional
          ? html`<details${isOpen && html` open`}>
              <summary>${words.t('shipTo')} (${words.t('optional')})</summary>${fields}
            </details>`
          : html`<fieldset>
              <legend>${words.t('shipTo')}</legend>
              ${fields}
            </fieldset>`
      }
      <fieldset>
        <legend>${words.t('payBy')}</legend>
        ${methods.map((method, index) => methodChoice(words, method, index === 0))}
      </fieldset>
      <button>${words.t('orderToPay')} · ${words.money(order.total)}</button>
    </form>`;
}

const methodChoice = (words: Words, { provider, needsPhone }: PaymentMethod, isFirst: boolean): Html =>
  html`<label class="pick">
      <input type="radio" name="provider" value="${provider}" ${isFirst && html` checked`} />
      <span>${words.t(`payBy.${provider}`)}</span>
    </label>
    ${
      needsPhone &&
      html`<label
        >${words.t('payPhone')}
        <input name="payPhone" type="tel" autocomplete="tel" placeholder="+250788123456" />
      </label>`
    }`;

type Row = (typeof shippingRows)[number];

const textField = (words: Words, row: Row, draft: ShippingDraft, faults: Faults): Html =>
  html`<label>
    <span>${words.t(row.label)}${row.optional && html` (${words.t('optional')})`}</span>
    <input
      name="${row.name}"
      value="${draft[row.name]}"
      autocomplete="${row.autocomplete}"
      ${html` inputmode="${row.mode ?? 'text'}"`}${marked(row.name, faults)}
    />
    ${fault(words, row.name, faults)}
  </label>`;

const country = (words: Words, draft: ShippingDraft, faults: Faults): Html =>
  html`<label>
    <span>${words.t('ship.country')}</span>
    <select name="country" autocomplete="country" ${marked('country', faults)}>
      <option value=""></option>
      ${countriesIn(words.locale).map(
        ([code, name]) => html`<option value="${code}" ${draft.country === code && html` selected`}>${name}</option>`,
      )}
    </select>
    ${fault(words, 'country', faults)}
  </label>`;

const marked = (name: ShippingField, faults: Faults): Html | null =>
  faults[name] === undefined ? null : html` aria-invalid="true" aria-describedby="fault-${name}"`;

function fault(words: Words, name: ShippingField, faults: Faults): Html | null {
  const { [name]: word } = faults;
  return word === undefined ? null : html`<span id="fault-${name}" class="fault">${words.t(word)}</span>`;
}
