import type { Order, WaitingPlace } from '#libs/contracts';
import { type Basket, itemName } from '#libs/pages';
import { type Html, html } from '../html.js';
import type { Room } from '../read-room.js';
import type { Words } from '../words.js';

/** What is set aside for the reader, with the time that is left, and what they have bought. */
export function mineOf(base: string, room: Room): Html {
  const { mine, words } = room;
  const isNothing = mine === null || [mine.baskets, mine.waiting, mine.orders].every(({ length }) => length === 0);
  if (isNothing) return html`<section id="mine"></section>`;
  return html`<section id="mine" aria-label="${words.t('yours')}">
    ${mine.baskets.map((basket) => basketCard(base, room, basket))}
    ${mine.waiting.map((place) => waitingCard(base, room, place))}
    ${mine.orders.length > 0 && html`<h2>${words.t('yourOrders')}</h2>`}
    ${mine.orders.map((order) => orderCard(base, words, order))}
  </section>`;
}

/** Counts down where a script runs; else it says how much was left when the page was made. */
export const timeLeft = (until: string, words: Words): Html => {
  const left = words.countdown(Date.parse(until) - Date.now());
  return html`<time datetime="${until}" data-until="${words.t('timeLeft', { time: '{time}' })}"
    >${words.t('timeLeft', { time: left })}</time
  >`;
};

function basketCard(base: string, room: Room, { orderId, holds, total, expiresAt }: Basket): Html {
  const { words, snapshot, lang } = room;
  const reserved = holds.some((hold) => hold.reserved);
  const paying = holds.some(({ state }) => state === 'PAYING');
  return html`<article class="held">
    <h3>${words.t(paying ? 'paying' : reserved ? 'holdTitle' : 'basketTitle')}</h3>
    <p>${timeLeft(expiresAt, words)}</p>
    ${holds.map(
      (hold) =>
        html`<form class="row" method="post" action="${base}/holds/${hold.id}/release">
          <span><bdi>${itemName(snapshot.lineUp, hold, lang)}</bdi> × ${words.count(hold.qty)}</span>
          ${hold.state === 'HELD' && html`<button class="plain">${words.t('giveBack')}</button>`}
        </form>`,
    )}
    <p class="quiet">${words.t(reserved ? 'holdNote' : 'firstPaid')}</p>
    <a class="button" href="${base}/orders/${orderId}">${words.t('payNow', { price: words.money(total) })}</a>
  </article>`;
}

function waitingCard(base: string, { words, snapshot, lang }: Room, place: WaitingPlace): Html {
  const isDraw = place.drawsAt !== null;
  return html`<article class="held">
    <h3>${words.t(isDraw ? 'drawTitle' : 'lineTitle')}</h3>
    ${!isDraw && html`<p>${words.t('lineNumber', { number: place.position })}</p>`}
    <form class="row" method="post" action="${base}/waiting/${place.id}/leave">
      <span><bdi>${itemName(snapshot.lineUp, place, lang)}</bdi> × ${words.count(place.qty)}</span>
      <button class="plain">${words.t('leaveLine')}</button>
    </form>
    <p class="quiet">${words.t(isDraw ? 'drawNote' : 'lineNote')}</p>
  </article>`;
}

const orderCard = (base: string, words: Words, order: Order): Html =>
  html`<article>
    <h3><a href="${base}/orders/${order.id}">${words.t('orderNumber', { number: order.number })}</a></h3>
    <p>${words.t(`state.${order.state}`)} · ${words.money(order.total)}</p>
  </article>`;
