import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/contracts';
import { Outbox } from '#libs/session-log';
import { itemPinned, LineUpEditing } from './line-up-editing.js';
import { LineUpStore } from './line-up.store.js';

/** Takes an item out of a session. An item that is pinned comes down as well. */
@Injectable()
export class RemoveLineUpItem {
  constructor(
    private readonly editing: LineUpEditing,
    private readonly store: LineUpStore,
    private readonly outbox: Outbox,
  ) {}

  /** @throws DomainError `session.wrong-state` while an offer of the item is open, or as `LineUpEditing` does */
  async remove(actor: Actor, idOrSlug: string, code: string): Promise<void> {
    const { id } = await this.editing.session(actor, idOrSlug);
    await this.outbox.deliver(await this.store.remove(id, code, itemPinned(id, null)));
  }
}
