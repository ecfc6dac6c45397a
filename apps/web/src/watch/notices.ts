import { signal } from '@preact/signals';
import type { ClaimOutcome, LogEntry } from '#libs/contracts';

export type Notice = { id: string } & (
  { kind: 'outcome'; outcome: ClaimOutcome } | { kind: 'expired' } | { kind: 'error'; text: string }
);

/** How long a notice stays that asks nothing, in milliseconds. */
const SHOWN_MS = 7000;
const MOST = 3;

/** What happened to this viewer, told once each. */
export class Notices {
  readonly shown = signal<readonly Notice[]>([]);
  private readonly told = new Set<string>();

  hear({ event }: LogEntry): void {
    if (event.type === 'claim.decided') this.decided(event.outcome);
    if (event.type === 'hold.changed' && event.hold.state === 'EXPIRED') {
      this.add({ id: `expired ${event.hold.id}`, kind: 'expired' });
    }
  }

  /** From the answer to a command or from the log: whichever comes first. */
  decided(outcome: ClaimOutcome): void {
    this.add({ id: outcome.claim, kind: 'outcome', outcome });
  }

  failed(text: string): void {
    this.add({ id: crypto.randomUUID(), kind: 'error', text });
  }

  dismiss(id: string): void {
    this.shown.value = this.shown.value.filter((notice) => notice.id !== id);
  }

  private add(notice: Notice): void {
    if (this.told.has(notice.id)) return;
    this.told.add(notice.id);
    this.shown.value = [...this.shown.value, notice].slice(-MOST);
    const asks = notice.kind === 'outcome' && notice.outcome.outcome === 'ASKED';
    if (!asks) setTimeout(() => this.dismiss(notice.id), SHOWN_MS);
  }
}
