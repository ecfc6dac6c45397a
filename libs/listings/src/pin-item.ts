import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, type LineUpItem } from '#libs/contracts';
import { Outbox } from '#libs/session-log';
import { itemPinned, LineUpEditing } from './line-up-editing.js';
import { LineUpStore } from './line-up.store.js';

/** Shows one item to everyone, or takes it down. Pinning what is pinned changes nothing. */
@Injectable()
export class PinItem {
  constructor(
    private readonly editing: LineUpEditing,
    private readonly store: LineUpStore,
    private readonly outbox: Outbox,
  ) {}

  /** @throws DomainError `session.code-not-found`, or as `LineUpEditing` does */
  async pin(actor: Actor, idOrSlug: string, code: string | null): Promise<LineUpItem | null> {
    const { id } = await this.editing.session(actor, idOrSlug);
    const item = code === null ? null : await this.store.find(id, code);
    if (code !== null && item === null) throw new DomainError('session.code-not-found');
    await this.outbox.deliver(await this.store.pin(id, code, itemPinned(id, item)));
    return item;
  }
}
