import { freePort } from '../../../scripts/ports.mjs';
import { cores, pin } from '../processes/cores.js';
import type { BenchHouse } from './bench-house.js';
import type { Entrant } from './contender.js';

/** One realtime node in scaled mode, in a process of its own, with a fresh session. */
export const silkcast = (house: BenchHouse): Entrant => ({
  name: 'Silkcast',
  async start() {
    const session = await house.openSession();
    const port = await freePort();
    const node = await house.startNode(port);
    pin(node.pid, cores.server);
    return {
      stage: { port, path: `/realtime?session=${session.id}`, dialect: 'silkcast' },
      session: session.id,
      pid: node.pid,
      async end() {
        await node.kill();
        if (node.output !== '') process.stderr.write(`The realtime node said:\n${node.output.slice(-2000)}\n`);
      },
    };
  },
});
