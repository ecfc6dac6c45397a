import { setTimeout as pause } from 'node:timers/promises';
import { silkcast } from '../contenders/silkcast.js';
import { usualTextBytes } from '../crowd/marked-text.js';
import type { Cell } from './bench.js';
import { demandAll } from './fan-out.js';
import { Hall } from './hall.js';
import { percentileMs } from './measurement.js';

const room = { viewers: 100, perSecond: 4, seconds: 10 };

/** How soon a message is there where nobody waits for a shared frame. */
export const quietRoom: Cell = async (bench) =>
  Hall.with(silkcast(bench.house), bench.house.settings, room.viewers, async (hall) => {
    await hall.speaker.ask('start', { perSecond: room.perSecond, textBytes: usualTextBytes });
    await pause(3000);
    const measured = await hall.measure(room.seconds);
    demandAll(bench, 'quiet room', await hall.settle());
    const [p50, p99] = [percentileMs(measured, 0.5), percentileMs(measured, 0.99)];
    bench.note({ quietRoomP50Ms: p50, quietRoomP99Ms: p99 });
    bench.print(
      `Quiet room (${room.viewers} viewers, ${room.perSecond} messages/s): p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`,
    );
  });
