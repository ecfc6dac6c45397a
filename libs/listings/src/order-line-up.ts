import { Injectable } from '@nestjs/common';
import type { Actor, LineUpItem } from '#libs/contracts';
import { Outbox } from '#libs/session-log';
import { LineUpEditing } from './line-up-editing.js';
import { LineUpStore } from './line-up.store.js';

/** Shows the items of a session in another order, everywhere they are shown. */
@Injectable()
export class OrderLineUp {
  constructor(
    private readonly editing: LineUpEditing,
    private readonly store: LineUpStore,
    private readonly outbox: Outbox,
  ) {}

  /** @throws DomainError `session.line-up-changed`, or as `LineUpEditing` does */
  async order(actor: Actor, idOrSlug: string, codes: readonly string[]): Promise<LineUpItem[]> {
    const { id } = await this.editing.session(actor, idOrSlug);
    await this.outbox.deliver(await this.store.order(id, codes));
    return this.store.of(id);
  }
}
