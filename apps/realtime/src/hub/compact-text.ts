import { shortChannel } from '#libs/contracts';
import { type Level, tellingOf } from './pressure.js';
import type { RoomMessage } from './room-message.js';

type Run = { channel: string; first: number; next: number; items: (string | number)[] };

/** A frame of the text profile: an array of `CompactRun`, and of other messages as they are in the full profile. */
export function compactText(messages: readonly RoomMessage[], level: Level): string {
  const runs = new Map<string, Run>();
  const parts: (Run | string)[] = [];
  for (const message of messages) {
    const { entry } = message;
    if (entry === null) {
      parts.push(message.json);
      continue;
    }
    let run = runs.get(entry.channel);
    if (run?.next !== entry.seq) {
      run = { channel: shortChannel(entry.channel), first: entry.seq, next: entry.seq, items: [] };
      runs.set(entry.channel, run);
      parts.push(run);
    }
    run.next++;
    const last = run.items.at(-1);
    if (tellingOf(message, level) === 'whole') run.items.push(message.compact);
    else if (typeof last === 'number') run.items[run.items.length - 1] = last + 1;
    else run.items.push(1);
  }
  return `[${parts.map((part) => (typeof part === 'string' ? part : runText(part))).join(',')}]`;
}

const runText = ({ channel, first, items }: Run): string =>
  `{"c":${JSON.stringify(channel)},"s":${first},"x":[${items.join(',')}]}`;
