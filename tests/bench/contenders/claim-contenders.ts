import { freePort } from '../../../scripts/ports.mjs';
import type { Sale } from '../buying/sale.js';
import type { ClaimYardstickCommands } from '../claim-yardstick.process.js';
import { Child } from '../processes/child.js';
import type { BenchHouse } from './bench-house.js';
import type { Contender } from './contender.js';

/** Somebody who decides claims. `pids` are all its processes, without database and Redis. */
export interface Shop extends Contender {
  pids: number[];
  tokens: string[];
}

export interface ShopEntrant {
  name: string;
  open(sale: Sale): Promise<Shop>;
}

const stageOf = (port: number, { session }: Sale) =>
  ({ port, path: `/realtime?session=${session.id}`, dialect: 'silkcast' }) as const;

/** A realtime node in scaled mode, with the API behind it. */
export const silkcastShop = (house: BenchHouse): ShopEntrant => ({
  name: 'Silkcast',
  async open(sale) {
    const port = await freePort();
    const node = await house.startNode(port);
    return {
      stage: stageOf(port, sale),
      session: sale.session.id,
      pid: node.pid,
      pids: [node.pid, house.api.pid],
      tokens: sale.buyers.map(({ token }) => token),
      async end() {
        await node.kill();
        if (node.output !== '') process.stderr.write(`The realtime node said:\n${node.output.slice(-2000)}\n`);
      },
    };
  },
});

const yardstick =
  (name: string, handler: string) =>
  (house: BenchHouse): ShopEntrant => ({
    name,
    async open(sale) {
      const server = new Child<ClaimYardstickCommands>('claim-yardstick.process.ts', null, {
        DATABASE_URL: house.databaseUrl,
        BENCH_HANDLER: handler,
      });
      return {
        stage: stageOf(await server.ask('port'), sale),
        session: sale.session.id,
        pid: server.pid,
        pids: [server.pid],
        tokens: sale.buyers.map(({ id }) => id),
        end: () => server.end(),
      };
    },
  });

export const transactionPerClaim = yardstick('transaction per claim', 'transaction-per-claim');
export const doNothingShop = yardstick('does nothing', 'do-nothing');
