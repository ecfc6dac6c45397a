import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { SessionConnection } from '#libs/client';
import { Payment } from '#libs/contracts';
import type { DemoViewer as Script } from './demo-content.js';
import type { Pause } from './pause.js';
import { type Address, Visitor } from './public-door.js';

/** Reads along, chats, asks and buys by its script. Everyone sees that it is simulated. */
export class DemoViewer {
  readonly #visitor: Visitor;
  #line: SessionConnection | undefined;

  constructor(
    address: Address,
    private readonly script: Script,
    private readonly pause: Pause,
  ) {
    this.#visitor = new Visitor(address);
  }

  async arrive(sessionId: string): Promise<void> {
    const { name, lang, country } = this.script;
    await this.#visitor.http.registerGuest({ displayName: name, lang, country, simulated: true });
    this.#line = this.#visitor.join(sessionId, lang);
  }

  leave(): void {
    this.#visitor.leave();
  }

  /** Does what its script has for this cue, after the moment a person needs to read and type. */
  async react(cue: number): Promise<void> {
    for (const line of this.script.says.filter(({ atCue }) => atCue === cue)) {
      await this.pause.for(1000 + Math.random() * 2500);
      const bought = await this.#say('buys' in line ? line.buys : line.text);
      if (bought !== null) await this.#pay(bought);
    }
  }

  /** The order that came of it, if the message was one. */
  async #say(text: string): Promise<string | null> {
    const answer = await this.#line?.command('chat.send', { key: randomUUID(), text, lang: this.script.lang });
    return answer?.claim?.outcome === 'HELD' ? answer.claim.hold.orderId : null;
  }

  async #pay(orderId: string): Promise<void> {
    await this.pause.for(3000 + Math.random() * 5000);
    const payment = await this.#visitor.http.send({
      method: 'POST',
      path: `/orders/${orderId}/payments`,
      answer: Payment,
    });
    await this.pause.for(1500);
    await this.#visitor.http.send({
      method: 'POST',
      path: `/sandbox/payments/${payment.id}`,
      body: { decision: 'approve' },
      answer: z.unknown(),
    });
  }
}
