import { setTimeout as pause } from 'node:timers/promises';
import { claimOffer, decideSandboxPayment, payOrder } from '#libs/client';
import type { ClaimOutcome } from '#libs/contracts';
import type { Show } from '../support/builders.js';
import type { Person } from '../support/person.js';
import type { Seat } from '../support/seat.js';

/** What a shopper was told of a claim that it made under this key. */
export type Told = { key: string; outcome: ClaimOutcome };

/** How long one attempt may take before the same is asked again, in milliseconds. */
const patienceMs = 5000;

/**
 * Somebody who buys whatever happens: claims over the socket and over HTTP in turn, pays now and then, and asks again
 * under the same key until there is an answer.
 */
export class Shopper {
  readonly told: Told[] = [];

  constructor(
    private readonly person: Person,
    private readonly seat: Seat,
    private readonly show: Show,
    private readonly random: () => number,
  ) {}

  get accountId(): string {
    return this.person.account.id;
  }

  async shop(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      const qty = 1 + Math.floor(this.random() * 5);
      const outcome = await this.#claim(qty, this.random() < 0.5);
      if (outcome.outcome === 'HELD' && this.random() < 0.1) await this.#pay(outcome.hold.orderId);
      await pause(this.random() * 50);
    }
  }

  async #claim(qty: number, bySocket: boolean): Promise<ClaimOutcome> {
    const key = crypto.randomUUID();
    const { offer } = this.show;
    const outcome = await stubbornly(() =>
      bySocket
        ? this.seat.command('claim.place', { code: offer.code, qty, key })
        : this.person.send(claimOffer(offer.id, { qty, key })),
    );
    this.told.push({ key, outcome });
    return outcome;
  }

  /** An order that was given up meanwhile can not be paid for, and need not be. */
  async #pay(orderId: string): Promise<void> {
    const payment = await this.person.send(payOrder(orderId)).catch(() => null);
    if (payment === null) return;
    const decision = this.random() < 0.8 ? 'approve' : 'decline';
    await this.person.send(decideSandboxPayment(payment.id, decision)).catch(() => null);
  }
}

async function stubbornly<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    const answer = await Promise.race([ask().catch(() => undefined), pause(patienceMs, undefined, { ref: false })]);
    if (answer !== undefined) return answer;
    await pause(100);
  }
}
