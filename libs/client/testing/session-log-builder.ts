import type { Channel, LogEntry, SessionEvent } from '#libs/contracts';
import { channels } from '#libs/contracts';
import { anId, noon } from './session-builders.js';

/** Numbers events as a session's log does: gapless by channel. */
export class LogBuilder {
  readonly entries: LogEntry[] = [];
  private readonly heads = new Map<Channel, number>();

  constructor(
    readonly epoch: string,
    private readonly viewerId = anId(60),
  ) {}

  append(event: SessionEvent): LogEntry {
    const channel = this.channelOf(event);
    const seq = (this.heads.get(channel) ?? 0) + 1;
    this.heads.set(channel, seq);
    const entry = { channel, epoch: this.epoch, seq, id: `${channel}-${seq}`, at: noon, event };
    this.entries.push(entry);
    return entry;
  }

  get seqs(): Record<string, number> {
    return Object.fromEntries(this.heads);
  }

  private channelOf(event: SessionEvent): Channel {
    if (event.type === 'caption') return channels.captionsIn(event.lang);
    if (event.type === 'chat.translation') return channels.chatIn(event.lang);
    if (event.type === 'chat.message' || event.type === 'chat.removed') return channels.chat;
    const isPrivate = /^(?:claim|hold|order|payment)\./.test(event.type);
    return isPrivate ? channels.viewer(this.viewerId) : channels.control;
  }
}
