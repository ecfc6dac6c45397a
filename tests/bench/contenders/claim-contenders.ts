import { freePort } from '../../../scripts/ports.mjs';
import type { Sale } from '../buying/sale.js';
import type { ClaimYardstickCommands } from '../claim-yardstick.process.js';
import type { DoNothingNodeCommands } from '../do-nothing-node.process.js';
import { Child } from '../processes/child.js';
import type { Stage } from '../crowd/dialect.js';
import type { BenchHouse, Guest } from './bench-house.js';

/** Somebody who decides claims. `pids` are all its processes, without database and Redis. */
export interface Shop {
  pids: number[];
  stageOf(sale: Sale): Stage;
  tokenOf(buyer: Guest): string;
  end(): Promise<void>;
}

export interface ShopEntrant {
  name: string;
  open(): Promise<Shop>;
}

const stagesAt =
  (port: number) =>
  ({ session }: Sale): Stage => ({ port, path: `/realtime?session=${session.id}`, dialect: 'silkcast' });

/** A realtime node in scaled mode, with the API behind it. */
export const silkcastShop = (house: BenchHouse): ShopEntrant => ({
  name: 'Silkcast',
  async open() {
    const port = await freePort();
    const node = await house.startNode(port);
    return {
      pids: [node.pid, house.api.pid],
      stageOf: stagesAt(port),
      tokenOf: ({ token }) => token,
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
    async open() {
      const server = new Child<ClaimYardstickCommands>('claim-yardstick.process.ts', null, {
        DATABASE_URL: house.databaseUrl,
        BENCH_HANDLER: handler,
      });
      return {
        pids: [server.pid],
        stageOf: stagesAt(await server.ask('port')),
        tokenOf: ({ id }) => id,
        end: () => server.end(),
      };
    },
  });

export const transactionPerClaim = yardstick('transaction per claim', 'transaction-per-claim');
/** The least that any server of this protocol costs. */
export const bareSocket = yardstick('bare socket', 'do-nothing');

/** The realtime node itself with a handler that does nothing: what the same framework can answer at all. */
export const doNothingShop = (house: BenchHouse): ShopEntrant => ({
  name: 'does nothing',
  async open() {
    const port = await freePort();
    const node = new Child<DoNothingNodeCommands>('do-nothing-node.process.ts', null, {
      ...house.settings,
      PORT: String(port),
    });
    await node.ask('ready');
    return {
      pids: [node.pid],
      stageOf: stagesAt(port),
      tokenOf: ({ token }) => token,
      end: () => node.end(),
    };
  },
});
