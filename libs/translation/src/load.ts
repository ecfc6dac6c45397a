import type { TranslateTexts } from '#libs/contracts';

type Job = Pick<TranslateTexts, 'priority' | 'rank'>;

// Shares of the deadline that jobs have waited in the queue, and who goes without from there on. The order is the
// specification's; the most watched language and what people corrected are never shed.
const steps: readonly { lag: number; sheds: (job: Job) => boolean }[] = [
  { lag: 0.125, sheds: ({ priority }) => priority === 'caption-partial' },
  { lag: 0.25, sheds: ({ priority }) => priority === 'back-fill' },
  { lag: 0.5, sheds: ({ priority }) => priority === 'viewer-chat' },
  { lag: 0.75, sheds: (job) => isBehind(job, 6) },
  { lag: 0.9, sheds: (job) => isBehind(job, 3) },
  { lag: 1, sheds: (job) => isBehind(job, 1) },
];
const isBehind = ({ priority, rank }: Job, from: number) =>
  rank >= from && (priority === 'caption-final' || priority === 'host-chat');

/** These wait for all others by design: how long says nothing of the load. */
const patient: readonly string[] = ['listing-text', 'caption-partial', 'back-fill', 'archive'];

/** A step is taken back when the lag is under this share of it, and one at a time. */
const relief = 0.5;
const settleMs = 1000;

/**
 * How far one worker is behind its queue, and what it leaves out to catch up. It follows the longest wait of the last
 * moments: up at once, down in steps, so that it does not swing.
 */
export class Load {
  #lag = 0;
  #step = 0;
  #notedAt = 0;
  #steppedAt = 0;
  #underWay = 0;
  #busySince = 0;

  /** @param deadlineMs how long a text may take altogether */
  constructor(private readonly deadlineMs: number) {}

  /** How many steps are taken; 0 when nothing is left out. */
  get level(): number {
    return this.#step;
  }

  /**
   * A job has begun that waited so long. Times in milliseconds. Only the wait while this worker was at work counts: what
   * lay there while the queue or all workers were away says nothing of the load.
   */
  begin({ priority }: Job, waitedMs: number, now: number): void {
    this.#fade(now);
    if (this.#underWay++ === 0) this.#busySince = now;
    const lag = Math.min(waitedMs, now - this.#busySince) / this.deadlineMs;
    if (!patient.includes(priority)) this.#lag = Math.max(this.#lag, lag);
    const reached = steps.filter(({ lag }) => this.#lag >= lag).length;
    const relieved = this.#lag < (steps[this.#step - 1]?.lag ?? 0) * relief;
    if (reached > this.#step) this.#goTo(reached, now);
    else if (relieved && now - this.#steppedAt >= settleMs) this.#goTo(this.#step - 1, now);
  }

  /** A job that had begun has ended. */
  end(): void {
    this.#underWay -= 1;
  }

  sheds(job: Job): boolean {
    return steps.slice(0, this.#step).some((step) => step.sheds(job));
  }

  // halves every second
  #fade(now: number): void {
    this.#lag *= 0.5 ** ((now - this.#notedAt) / 1000);
    this.#notedAt = now;
  }

  #goTo(step: number, now: number): void {
    this.#step = step;
    this.#steppedAt = now;
  }
}
