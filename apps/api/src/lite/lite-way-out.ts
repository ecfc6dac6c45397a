import { Injectable } from '@nestjs/common';
import { type Actor, type AskOfOrder as Asked, DomainError } from '#libs/contracts';
import { AskOfOrder, CancelOrder } from '#libs/orders';

/** The way out of an order. */
@Injectable()
export class LiteWayOut {
  constructor(
    private readonly cancelling: CancelOrder,
    private readonly asking: AskOfOrder,
  ) {}

  /** Until money was taken cancelling is free, and after that it is asked for. @throws DomainError as the use cases do */
  async ask(actor: Actor, orderId: string, asked: Asked): Promise<void> {
    if (asked.kind === 'cancellation' && (await this.#cancelled(actor, orderId, asked.reason))) return;
    await this.asking.ask(actor, orderId, asked);
  }

  async #cancelled(actor: Actor, orderId: string, reason: string): Promise<boolean> {
    try {
      await this.cancelling.cancel(actor, orderId, reason);
      return true;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'order.wrong-state') return false;
      throw error;
    }
  }
}
