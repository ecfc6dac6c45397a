import { setTimeout as pause } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { helloTimeoutMs } from '#libs/contracts';
import { Metrics } from '#libs/platform';
import { CommandLimits } from './command-limits.js';
import type { Connection } from './connection.js';

/** Proxies close lines that are silent for a minute, and a peer that vanished is noticed no other way. Milliseconds. */
const pingEveryMs = 25_000;
/** Viewers of a node that stops come back to others within this time, not all at once. Milliseconds. */
const comeBackWithinMs = 5000;
const drainMs = 3000;

/** Every open socket of this node: greeted in time, asked for signs of life, and sent away in good order. */
@Injectable()
export class Connections implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #open = new Set<Connection>();
  #pinging: NodeJS.Timeout | undefined;
  #draining = false;

  constructor(
    private readonly metrics: Metrics,
    private readonly limits: CommandLimits,
  ) {}

  get draining(): boolean {
    return this.#draining;
  }

  add(connection: Connection): void {
    this.#open.add(connection);
    this.metrics.connections.inc();
    const hello = setTimeout(() => {
      if (connection.visit === undefined) connection.close('hello-timeout');
    }, helloTimeoutMs).unref();
    connection.onClose(() => clearTimeout(hello));
  }

  async remove(connection: Connection): Promise<void> {
    if (!this.#open.delete(connection)) return;
    this.metrics.connections.dec();
    connection.visit?.seat.leave();
    await this.limits.forget(connection.id);
  }

  onApplicationBootstrap(): void {
    this.#pinging = setInterval(() => {
      for (const connection of this.#open) connection.ping();
    }, pingEveryMs).unref();
  }

  /** Sends everybody to another node, and waits a moment until they have gone. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#draining = true;
    clearInterval(this.#pinging);
    for (const connection of this.#open) connection.close('resume', Math.round(Math.random() * comeBackWithinMs));
    for (let waited = 0; this.#open.size > 0 && waited < drainMs; waited += 20) await pause(20);
  }
}
