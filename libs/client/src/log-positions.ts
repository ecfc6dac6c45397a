import type { Channel, Positions } from '#libs/contracts';

type Place = { seq: number; backfill: boolean };
export type Arrival = 'next' | 'earlier' | 'duplicate' | 'gap';

/**
 * The last `seq` seen of each channel, without holes: what a resume asks the log to continue after. A channel that is
 * new to us starts at its head, and may be filled backwards by entries the server adds as a courtesy.
 */
export class LogPositions {
  private epoch: string | undefined;
  private readonly places = new Map<Channel, Place>();

  get since(): Positions | undefined {
    if (this.epoch === undefined) return undefined;
    return { epoch: this.epoch, seqs: Object.fromEntries([...this.places].map(([name, { seq }]) => [name, seq])) };
  }

  /** @param resumed false when the log can not continue from `since`: all channels then start from their heads */
  start(heads: Positions, resumed: boolean): void {
    if (!resumed || heads.epoch !== this.epoch) this.places.clear();
    this.epoch = heads.epoch;
    for (const [name, seq] of Object.entries(heads.seqs)) {
      const channel = name as Channel;
      if (!this.places.has(channel)) this.places.set(channel, { seq, backfill: true });
    }
  }

  arrive(channel: Channel, epoch: string, seq: number): Arrival {
    if (epoch !== this.epoch) return 'duplicate';
    const place = this.places.get(channel);
    if (place === undefined) {
      this.places.set(channel, { seq, backfill: false });
      return 'next';
    }
    if (seq <= place.seq) return place.backfill ? 'earlier' : 'duplicate';
    if (seq > place.seq + 1) return 'gap';
    this.places.set(channel, { seq, backfill: false });
    return 'next';
  }

  /** Forgets what only another reader's socket carried: another person's own channel, another language. */
  keepOnly(readable: (channel: Channel) => boolean): void {
    for (const channel of this.places.keys()) if (!readable(channel)) this.places.delete(channel);
  }
}
