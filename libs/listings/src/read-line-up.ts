import { Injectable } from '@nestjs/common';
import type { LineUpItem } from '#libs/contracts';
import { LineUpStore } from './line-up.store.js';

/** What a session shows: its items in their order, with stock and prices as they are now. */
@Injectable()
export class LineUp {
  constructor(private readonly store: LineUpStore) {}

  of(sessionId: string): Promise<LineUpItem[]> {
    return this.store.of(sessionId);
  }

  /** Null when no item of the session has this code. */
  find(sessionId: string, code: string): Promise<LineUpItem | null> {
    return this.store.find(sessionId, code);
  }
}
