import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, type LineUpItem } from '#libs/contracts';
import { Outbox } from '#libs/session-log';
import { itemPinned, LineUpEditing } from './line-up-editing.js';
import { LineUpStore } from './line-up.store.js';
import { TeachGlossary } from './teach-glossary.js';

/** Gives an item another code. It keeps its place, and stays pinned when it was. */
@Injectable()
export class RenameLineUpItem {
  constructor(
    private readonly editing: LineUpEditing,
    private readonly store: LineUpStore,
    private readonly glossary: TeachGlossary,
    private readonly outbox: Outbox,
  ) {}

  /**
   * @throws DomainError `session.code-not-found`, `session.code-taken`, `glossary.full`, `session.wrong-state` while an
   *   offer of the item is open, or as `LineUpEditing` does
   */
  async rename(actor: Actor, idOrSlug: string, from: string, to: string): Promise<LineUpItem> {
    const session = await this.editing.session(actor, idOrSlug);
    const item = await this.store.find(session.id, from);
    if (item === null) throw new DomainError('session.code-not-found');
    const renamed = { ...item, code: to };
    await this.outbox.deliver(await this.store.rename(session.id, from, to, itemPinned(session.id, renamed)));
    await this.glossary.teach(session, to, item.listing);
    return renamed;
  }
}
