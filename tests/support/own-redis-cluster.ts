import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '../../scripts/ports.mjs';
import { eventually } from './eventually.js';
import { serveRedis } from './own-redis.js';
import type { RunningProgram } from './running-program.js';

/** Of every Redis Cluster; each primary has a third of them. */
const slots = 16_384;
const primaries = 3;

type Primary = { port: number; busPort: number; directory: string; server: RunningProgram };

/** A real Redis Cluster of one test's own: three primaries, without replicas. They have on disk what they acknowledged. */
export class OwnRedisCluster {
  private constructor(
    private readonly directory: string,
    private readonly nodes: Primary[],
  ) {}

  static async start(): Promise<OwnRedisCluster> {
    const directory = mkdtempSync(path.join(tmpdir(), 'silkcast-redis-cluster-'));
    const nodes = await Promise.all(
      Array.from({ length: primaries }, async (_, index) => {
        const own = path.join(directory, String(index));
        mkdirSync(own);
        const [port, busPort] = await Promise.all([freePort(), freePort()]);
        return { port, busPort, directory: own, server: await serve(port, busPort, own) };
      }),
    );
    const cluster = new OwnRedisCluster(directory, nodes);
    await cluster.join();
    return cluster;
  }

  /** Two of its addresses, as REDIS_URL has them: the third is found from there. */
  get url(): string {
    return this.nodes
      .slice(0, 2)
      .map(({ port }) => `redis://127.0.0.1:${port}`)
      .join(',');
  }

  /** Kills one primary, and starts it again with what it had acknowledged. */
  async crash(index: number): Promise<void> {
    const node = this.node(index);
    await node.server.end('SIGKILL');
    node.server = await serve(node.port, node.busPort, node.directory);
    await this.untilAgreed();
  }

  /** Which primary has the keys with this in their names. */
  async primaryOf(part: string): Promise<number> {
    const found = await Promise.all(this.nodes.map((node) => ask(node, (redis) => redis.keys(`*${part}*`))));
    return found.findIndex((keys) => keys.length > 0);
  }

  /** How many keys each primary holds. */
  keys(): Promise<number[]> {
    return Promise.all(this.nodes.map((node) => ask(node, (redis) => redis.dbsize())));
  }

  async stop(): Promise<void> {
    await Promise.all(this.nodes.map(({ server }) => server.end('SIGKILL')));
    rmSync(this.directory, { recursive: true, force: true });
  }

  private async join(): Promise<void> {
    const [first] = this.nodes as [Primary];
    for (const [index, node] of this.nodes.entries()) {
      const [from, to] = [Math.ceil((index * slots) / primaries), Math.ceil(((index + 1) * slots) / primaries) - 1];
      await ask(node, async (redis) => {
        await redis.cluster('SET-CONFIG-EPOCH', index + 1);
        await redis.cluster('ADDSLOTSRANGE', from, to);
        if (node !== first) await redis.call('CLUSTER', 'MEET', '127.0.0.1', first.port, first.busPort);
      });
    }
    await this.untilAgreed();
  }

  private async untilAgreed(): Promise<void> {
    await eventually('the nodes of the cluster know each other', async () => {
      const infos = await Promise.all(this.nodes.map((node) => ask(node, (redis) => redis.cluster('INFO'))));
      return infos.every(
        (info) => info.includes('cluster_state:ok') && info.includes(`cluster_known_nodes:${primaries}`),
      );
    });
  }

  private node(index: number): Primary {
    const found = this.nodes[index];
    if (found === undefined) throw new Error('The cluster has no such node.');
    return found;
  }
}

const serve = (port: number, busPort: number, directory: string): Promise<RunningProgram> =>
  serveRedis(port, directory, [
    '--cluster-enabled',
    'yes',
    '--cluster-port',
    String(busPort),
    '--cluster-node-timeout',
    '2000',
    '--appendonly',
    'yes',
    '--appendfsync',
    'always',
  ]);

async function ask<T>({ port }: { port: number }, question: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis({ host: '127.0.0.1', port });
  try {
    return await question(redis);
  } finally {
    redis.disconnect();
  }
}
