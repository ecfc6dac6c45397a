import { signal } from '@preact/signals';
import type { ClaimOutcome, Hold, LogEntry, SessionEventOf } from '#libs/contracts';

export type Notice = { id: string } & (
  | { kind: 'outcome'; outcome: ClaimOutcome }
  | { kind: 'expired' | 'turn' | 'gone'; hold: Hold }
  | { kind: 'cancelled'; hold: Hold; reason: string }
  | { kind: 'reminder'; hold: Hold; which: SessionEventOf<'hold.reminder'>['kind'] }
  | { kind: 'error'; text: string }
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
    if (event.type === 'hold.changed') this.changed(event);
    if (event.type === 'hold.reminder') {
      const { hold, kind } = event;
      this.add({ id: `${kind} ${hold.id}`, kind: 'reminder', hold, which: kind });
    }
  }

  /** From the answer to a command or from the log: whichever comes first. */
  decided(outcome: ClaimOutcome): void {
    this.add({ id: outcome.claim, kind: 'outcome', outcome });
  }

  private changed({ hold, reason }: SessionEventOf<'hold.changed'>): void {
    const { id, state } = hold;
    if (state === 'EXPIRED') this.add({ id: `expired ${id}`, kind: 'expired', hold });
    if (state === 'HELD' && reason === 'waitlist') this.add({ id: `turn ${id}`, kind: 'turn', hold });
    if (state !== 'RELEASED' || reason === null) return;
    if (reason === 'out-of-stock') this.add({ id: `gone ${id}`, kind: 'gone', hold });
    else this.add({ id: `cancelled ${id}`, kind: 'cancelled', hold, reason });
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
    if (!stays(notice)) setTimeout(() => this.dismiss(notice.id), SHOWN_MS);
  }
}

/** What asks something, and bad news with a reason, is there until it is put away. */
const stays = (notice: Notice): boolean =>
  notice.kind === 'cancelled' || (notice.kind === 'outcome' && notice.outcome.outcome === 'ASKED');
