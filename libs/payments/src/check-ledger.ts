import { Injectable, Logger } from '@nestjs/common';
import type { LedgerCheck } from '#libs/contracts';
import { Metrics } from '#libs/platform';
import { CheckLedgerStore } from './check-ledger.store.js';

/** What the ticker looks back at, milliseconds: more than it can miss by resting. */
const lookBackMs = 15 * 60_000;

/** Compares the books with themselves and with the payments. A difference is an alarm, and is never repaired silently. */
@Injectable()
export class CheckLedger {
  readonly #logger = new Logger(CheckLedger.name);

  constructor(
    private readonly store: CheckLedgerStore,
    private readonly metrics: Metrics,
  ) {}

  /** All there ever was. */
  all(): Promise<LedgerCheck> {
    return this.#check(null);
  }

  /** What moved in the last minutes: cheap enough to ask every minute. */
  async recent(): Promise<LedgerCheck> {
    const check = await this.#check(new Date(Date.now() - lookBackMs));
    const { unbalanced, differing } = check;
    this.metrics.ledgerDifferences.set(unbalanced.length + differing.length);
    if (unbalanced.length + differing.length > 0)
      this.#logger.error({ transfers: unbalanced, orders: differing }, 'the books do not agree');
    return check;
  }

  async #check(since: Date | null): Promise<LedgerCheck> {
    const at = new Date().toISOString();
    const [transfers, unbalanced, differing] = await Promise.all([
      this.store.transfers(since),
      this.store.unbalanced(since),
      this.store.differing(since),
    ]);
    return { at, transfers, unbalanced, differing };
  }
}
